import sharp from "sharp";
import { limitConcurrency } from "./concurrency-limit";

/** Reasons why bytes are refused as a picture: another kind, damaged, or too large when unpacked. */
export type PictureFault = "kind" | "broken" | "too_large";

/** Larger pictures are not unpacked: a few kilobytes can claim to be gigabytes. */
const MAX_PIXELS = 40_000_000;

const CONCURRENCY = { maxRunning: 1, maxWaiting: 50 };

/**
 * Makes a square WebP picture of `size` by `size` pixels from PNG, JPEG, WebP or GIF: upright, cropped to the middle,
 * encoded anew, without metadata (places, times, cameras). The kind is decided by the bytes before any decoder sees
 * them; of an animation the first frame counts.
 */
export async function squarePicture(
  bytes: Uint8Array,
  size: number,
): Promise<{ ok: true; picture: Buffer } | { ok: false; fault: PictureFault }> {
  if (!isPicture(bytes)) return { ok: false, fault: "kind" };
  return limitConcurrency("pictures", CONCURRENCY, async () => {
    try {
      const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "truncated", sequentialRead: true });
      const { width, height } = await image.metadata();
      if (width * height > MAX_PIXELS) return { ok: false, fault: "too_large" };
      const square = image.autoOrient().resize(size, size, { fit: "cover" }).webp({ quality: 82 });
      return { ok: true, picture: await square.toBuffer() };
    } catch (error) {
      return { ok: false, fault: /pixel limit/i.test(String(error)) ? "too_large" : "broken" };
    }
  });
}

/** First bytes of PNG, JPEG, GIF and WebP in hexadecimal (WHATWG MIME Sniffing, 6.1). SVG and the rest match none. */
const SIGNATURES = [/^89504e470d0a1a0a/, /^ffd8ff/, /^47494638(37|39)61/, /^52494646.{8}57454250/];

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return SIGNATURES.some((signature) => signature.test(head));
}
