import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError, invalidField } from "@/lib/core/errors";
import { makePicture } from "@/lib/platform/media/media";
import { type MediaFault, MediaRefusal } from "@/lib/platform/media/media-info";
import type { PictureOptions } from "@/lib/platform/media/media-jobs";
import { LIMITS } from "@/lib/shared/limits";

/** Width and height. */
const SIZE_PIXELS = 256;

/** The field of an uploaded picture. */
export const image = z.custom<Uint8Array | Blob>(
  (value) => value instanceof Uint8Array || value instanceof Blob,
  "Must be a picture.",
);

/** A stored picture, and what names this version of it in addresses. */
export type SquarePicture = { image: Uint8Array<ArrayBuffer>; tag: string };

/**
 * Makes the picture of a person or of the workspace: of PNG, JPEG, WebP or GIF with at most LIMITS.avatarBytes and
 * LIMITS.imagePixels. It is rotated upright, cropped to a square, encoded as WebP of 256 by 256 pixels, and keeps no
 * metadata. Errors: `payload_too_large`; `unsupported_media_type` for any other kind, SVG included; `validation_failed` for
 * a damaged picture or too many pixels.
 */
export async function makeSquarePicture(given: z.infer<typeof image>): Promise<SquarePicture> {
  const { image, tag } = await encodePicture(given, LIMITS.avatarBytes, { size: SIZE_PIXELS, fit: "cover" });
  return { image, tag };
}

/**
 * Encodes a picture that somebody uploaded as WebP, and names its content. Errors: those of `makeSquarePicture`.
 *
 * @param most size limit in bytes
 */
export async function encodePicture(
  given: z.infer<typeof image>,
  most: number,
  options: PictureOptions,
): Promise<SquarePicture & { width: number; height: number }> {
  const size = given instanceof Blob ? given.size : given.length;
  if (size > most) throw tooLarge(most);
  const bytes = given instanceof Blob ? new Uint8Array(await given.arrayBuffer()) : given;
  if (!isPicture(bytes)) throw notPicture();
  const { bytes: made, width, height } = await makePicture(bytes, options).catch(refuse);
  const encoded = new Uint8Array(made);
  const tag = createHash("sha256").update(encoded).digest("hex").slice(0, 16);
  return { image: encoded, tag, width, height };
}

const tooLarge = (most: number) =>
  new DomainError("payload_too_large", `A picture can have at most ${most} bytes.`);

const notPicture = () =>
  new DomainError("unsupported_media_type", "A picture must be PNG, JPEG, WebP or GIF.");

/** First bytes of PNG, JPEG, GIF and WebP in hexadecimal (WHATWG MIME Sniffing, 6.1). SVG and the rest match none. */
const SIGNATURES = [/^89504e470d0a1a0a/, /^ffd8ff/, /^47494638(37|39)61/, /^52494646.{8}57454250/];

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return SIGNATURES.some((signature) => signature.test(head));
}

function refuse(error: unknown): never {
  throw MediaRefusal.is(error) ? REFUSALS[error.fault]() : error;
}

const tooManyPixels = () => invalidField("image", "This picture has too many pixels.", "too_large");

const REFUSALS: Record<MediaFault, () => DomainError> = {
  broken: () => invalidField("image", "This picture is damaged.", "broken"),
  too_many_pixels: tooManyPixels,
  too_costly: tooManyPixels,
};
