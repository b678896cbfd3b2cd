import sharp, { type Metadata, type Sharp } from "sharp";
import { LIMITS } from "@/lib/shared/limits";
import { MediaRefusal } from "../media-info";

/** Only these decoders of libvips run: those for the images that browsers draw, and raw pixels of a rendered page. */
const DECODERS = ["Jpeg", "Png", "Webp", "Nsgif", "Heif"];

/** Prepares sharp for untrusted images on a machine that has other things to do: one thread for each image, no cache. */
export function restrictSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: DECODERS.map((name) => `VipsForeignLoad${name}`) });
}

/** Opens an image lazily: nothing is decoded before a result is asked for. */
export function openImage(source: string | Uint8Array, pages = 1): Sharp {
  const limits = { limitInputPixels: false, failOn: "truncated", sequentialRead: true } as const;
  return sharp(source, { ...limits, pages });
}

/**
 * Reads the header of an image.
 *
 * @throws MediaRefusal if one frame has more than LIMITS.imagePixels, before any of them is decoded
 */
export async function readHeader(source: string | Uint8Array): Promise<Metadata> {
  const header = await orBroken(() => openImage(source).metadata());
  if (header.width * header.height > LIMITS.imagePixels) throw new MediaRefusal("too_many_pixels");
  return header;
}

/** Runs a decoder; whatever it throws means that the bytes make no image. */
export async function orBroken<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (MediaRefusal.is(error)) throw error;
    throw new MediaRefusal("broken");
  }
}
