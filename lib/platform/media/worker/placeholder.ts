import type { Sharp } from "sharp";
import { LIMITS } from "@/lib/shared/limits";
import { openImage, orBroken } from "./images";

/** Longest sides in pixels: the first whose data URL is short enough is taken. */
const SIZES = [24, 16, 8, 4];

/**
 * Makes a blurred preview of a few pixels: a WebP data URL of at most LIMITS.placeholderLength characters. It decodes
 * the whole image, and so also finds one that ends too early.
 *
 * @throws MediaRefusal if the bytes make no image
 */
export async function makePlaceholder(source: string | Uint8Array): Promise<string | null> {
  const small = await orBroken(() => shrink(openImage(source).autoOrient(), SIZES[0]!).png().toBuffer());
  for (const size of SIZES) {
    const webp = await shrink(openImage(small), size)
      .webp({ quality: 40, alphaQuality: 40, effort: 6 })
      .toBuffer();
    const url = `data:image/webp;base64,${webp.toString("base64")}`;
    if (url.length <= LIMITS.placeholderLength) return url;
  }
  return null;
}

const shrink = (image: Sharp, size: number) =>
  image.resize(size, size, { fit: "inside", withoutEnlargement: true });
