/** The address at which tus uploads are created. */
export const UPLOADS_PATH = "/api/v1/uploads";
