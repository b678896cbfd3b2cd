import type { AVATAR_PATH, WORKSPACE_PICTURE_PATH } from "@/lib/client/connection/paths";
import type { Refusal } from "@/lib/shared/errors";

/** The picture of the reader or of the workspace. */
export type PicturePath = typeof AVATAR_PATH | typeof WORKSPACE_PICTURE_PATH;

/** Kinds of pictures that the server takes, for a file picker. */
export const PICTURE_TYPES = "image/png,image/jpeg,image/webp,image/gif";

/** Uploads a picture. Resolves to a refusal, or null. */
export const putPicture = (path: PicturePath, file: File) =>
  ask(path, { method: "PUT", body: file, headers: { "content-type": file.type } });

/** Removes a picture. Resolves to a refusal, or null. */
export const removePicture = (path: PicturePath) => ask(path, { method: "DELETE" });

async function ask(path: PicturePath, request: RequestInit): Promise<Refusal | null> {
  try {
    const response = await fetch(path, request);
    return response.ok ? null : ((await response.json()) as Refusal);
  } catch {
    // The network is down, or a proxy answered.
    return { code: "unavailable", detail: "" };
  }
}
