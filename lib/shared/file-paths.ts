/** The REST address of a file. */
export const filePath = (fileId: string) => `/api/v1/files/${fileId}`;

/** The address at which tus uploads are created. */
export const UPLOADS_PATH = "/api/v1/uploads";
