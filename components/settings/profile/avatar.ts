import type { Refusal } from "@/lib/shared/errors";

const PATH = "/api/v1/me/avatar";

/** Uploads a picture. Resolves to what is wrong with it, or null. */
export const putAvatar = (file: File) =>
  ask({ method: "PUT", body: file, headers: { "content-type": file.type } });

/** Removes the picture. */
export const removeAvatar = () => ask({ method: "DELETE" });

async function ask(request: RequestInit): Promise<Refusal | null> {
  try {
    const response = await fetch(PATH, request);
    return response.ok ? null : ((await response.json()) as Refusal);
  } catch {
    // The network is down, or a proxy answered.
    return { code: "unavailable", detail: "" };
  }
}
