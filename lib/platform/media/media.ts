import { writeFile } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import sharp from "sharp";
import { LIMITS } from "@/lib/shared/limits";
import { type MediaInfo, MediaRefusal, plainFile } from "./media-info";

const IMAGES = /^image\/(png|apng|jpeg|webp|gif|avif)$/;

export type ThumbnailOptions = { size: number; format: "webp" | "avif" };

/**
 * Reads the kind and the facts of a file from its bytes. An image is turned upright and stripped of metadata into a
 * new file beside it.
 *
 * @param path of a local file, which stays as it is
 * @param name as given by the uploader; it refines plain texts only (text/csv, text/markdown)
 * @throws MediaRefusal for an image that is broken or too large
 */
export async function inspectMedia(path: string, _name: string): Promise<MediaInfo> {
  const type = (await fileTypeFromFile(path))?.mime ?? "application/octet-stream";
  if (!IMAGES.test(type)) return plainFile(type);
  try {
    const { data, info } = await open(path).autoOrient().toBuffer({ resolveWithObject: true });
    const replacement = `${path}.stripped`;
    await writeFile(replacement, data);
    return { ...plainFile(type), width: info.width, height: info.height, hasThumbnail: true, replacement };
  } catch (error) {
    throw new MediaRefusal(/pixel limit/i.test(String(error)) ? "too_many_pixels" : "broken");
  }
}

/**
 * Makes a picture of at most `size` pixels on its longer side of an image; never larger than the image itself.
 *
 * @throws MediaRefusal if the bytes do not make an image
 */
export async function makeThumbnail(
  source: string | Uint8Array,
  { size, format }: ThumbnailOptions,
): Promise<Buffer> {
  try {
    const image = open(source).autoOrient().resize(size, size, { fit: "inside", withoutEnlargement: true });
    return await image.toFormat(format).toBuffer();
  } catch {
    throw new MediaRefusal("broken");
  }
}

function open(source: string | Uint8Array) {
  return sharp(source, { limitInputPixels: LIMITS.imagePixels, failOn: "truncated", sequentialRead: true });
}
