/** The REST address of a file. */
export const filePath = (fileId: string) => `/api/v1/files/${fileId}`;

/** The address at which tus uploads are created. */
export const UPLOADS_PATH = "/api/v1/uploads";

/** The path of a file of a message, below `/api/v1`: a DELETE removes it from the message. */
export const attachmentPath = (messageId: string, fileId: string) =>
  `/messages/${messageId}/attachments/${fileId}`;
