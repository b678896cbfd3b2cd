import type { Metadata, Sharp } from "sharp";
import { LIMITS } from "@/lib/shared/limits";
import type { Picture, PictureOptions, ThumbnailOptions } from "../media-jobs";
import { openImage, orBroken, readHeader } from "./images";
import { isPdf, renderFirstPage } from "./pdf";

/** A thumbnail's longer side is at most this many times the shorter: of a taller image the top is shown. */
const MAX_RATIO = 4;

/** Fewer frames than this are no animation. */
const MIN_FRAMES = 3;

/** Pixels of an animation's longer side: each of its frames costs as much as an image. */
const MAX_ANIMATED_SIZE = 640;

/**
 * Makes a picture of at most `size` pixels on its longer side, in sRGB, with alpha and without metadata; never larger
 * than the image. Of a PDF it shows the first page. WebP of an animation is animated for as many frames as
 * LIMITS.animationPixels allows, of at most 640 pixels; AVIF shows its first frame.
 *
 * @throws MediaRefusal if the bytes make no picture
 */
export async function makeThumbnail(source: string, { size, format }: ThumbnailOptions): Promise<Buffer> {
  const image = (await isPdf(source)) ? await renderFirstPage(source, size) : source;
  const header = await readHeader(image);
  const pages = format === "webp" ? shownFrames(header) : 1;
  const isAnimated = pages > 1;
  const fitted = fitInside(
    openImage(image, pages),
    header,
    isAnimated ? Math.min(size, MAX_ANIMATED_SIZE) : size,
  );
  return orBroken(() => encode(fitted, format, isAnimated).toBuffer());
}

/**
 * Makes a WebP of an image: upright, in sRGB, without metadata. Of an animation the first frame counts, or with `isAnimated`
 * as many as LIMITS.animationPixels allows.
 */
export async function makePicture(
  source: Uint8Array,
  { size, fit, isAnimated = false }: PictureOptions,
): Promise<Picture> {
  const header = await readHeader(source);
  const image = openImage(source, isAnimated ? allowedFrames(header) : 1);
  const made = fit === "inside" ? fitInside(image, header, size) : image.autoOrient().resize(size, size);
  const { data, info } = await orBroken(() =>
    made.webp({ quality: 82 }).toBuffer({ resolveWithObject: true }),
  );
  return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

function shownFrames(header: Metadata): number {
  const frames = allowedFrames(header);
  return frames < MIN_FRAMES ? 1 : frames;
}

const allowedFrames = ({ pages = 1, width, height }: Metadata): number =>
  Math.max(1, Math.min(pages, Math.floor(LIMITS.animationPixels / (width * height))));

function fitInside(image: Sharp, { autoOrient, pageHeight }: Metadata, size: number): Sharp {
  const { width } = autoOrient;
  const height = pageHeight ?? autoOrient.height;
  const shown = { width: Math.min(width, height * MAX_RATIO), height: Math.min(height, width * MAX_RATIO) };
  const isCropped = shown.width < width || shown.height < height;
  const upright = image.autoOrient();
  return (isCropped ? upright.extract({ left: 0, top: 0, ...shown }) : upright).resize(size, size, {
    fit: "inside",
    withoutEnlargement: true,
  });
}

function encode(image: Sharp, format: ThumbnailOptions["format"], isAnimated: boolean): Sharp {
  // Measured: smaller and sooner than WebP of this quality. With more effort it takes five times as long.
  if (format === "avif") return image.avif({ quality: 60, effort: 0 });
  return image.webp({ quality: 80, effort: isAnimated ? 1 : 4 });
}
