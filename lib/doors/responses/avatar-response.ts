import { LIMITS } from "@/lib/shared/limits";
import { fileAndFieldsOf, fileOf } from "./body-of";

/** Reads a picture: the whole body, or the one file of a form. */
export const readPicture = async (request: Request) => ({ image: await fileOf(request, LIMITS.avatarBytes) });

/**
 * Reads a new emoji: a form with `name`, `aliases` and one file, or the file as the body with the fields in the address.
 * Aliases stand in a list separated by commas or spaces, or in several fields.
 */
export async function readEmoji(request: Request) {
  const { file, fields } = await fileAndFieldsOf(request, LIMITS.emojiBytes);
  const asked = [...new URL(request.url).searchParams, ...fields];
  const [name] = asked.filter(([field]) => field === "name").map(([, value]) => value);
  const aliases = asked
    .filter(([field]) => field === "aliases")
    .flatMap(([, value]) => value.split(/[\s,]+/u));
  return { name, aliases: aliases.filter(Boolean), image: file };
}

/**
 * Serves a picture that browsers take for nothing else. An address with a version may be cached for good, but only by
 * this reader (`private`), because a shared cache can't decide who may see a person.
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
