/** The reader's own picture, which is sent as bytes. */
export const AVATAR_PATH = "/api/v1/me/avatar";

/** The workspace's picture, which is sent as bytes. */
export const WORKSPACE_PICTURE_PATH = "/api/v1/workspace/picture";
