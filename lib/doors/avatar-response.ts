import { LIMITS } from "@/lib/shared/limits";
import { fileOf } from "./body-of";

/** A picture comes as it is, or as the one file of a form. */
export const readPicture = async (request: Request) => ({ image: await fileOf(request, LIMITS.avatarBytes) });

/**
 * A picture for the browser: never taken for anything else, and kept for good where its address names this very version.
 * Only by this reader (`private`): whether one may see a person is not a shared cache's to decide.
 */
export function pictureResponse(out: unknown): Response {
  const { image, tag, isForGood } = out as {
    image: Uint8Array<ArrayBuffer>;
    tag: string;
    isForGood: boolean;
  };
  return new Response(image, {
    headers: {
      "content-type": "image/webp",
      "x-content-type-options": "nosniff",
      "cache-control": isForGood ? "private, max-age=31536000, immutable" : "private, no-cache",
      etag: `"${tag}"`,
    },
  });
}
