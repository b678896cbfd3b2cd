import type { Readable } from "node:stream";
import { notFound } from "@/lib/core/errors";
import { makeThumbnail } from "@/lib/platform/media/media";
import { MediaRefusal } from "@/lib/platform/media/media-info";
import { remember } from "@/lib/platform/remember";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { BytesMissing } from "@/lib/platform/storage/storage";
import { LIMITS } from "@/lib/shared/limits";
import type { ReadableFile } from "./readable-file";

/** `apng`: the bytes of an animated PNG themselves. */
export type ThumbnailFormat = "webp" | "avif" | "apng";

type ThumbnailOptions = { size: number; format: ThumbnailFormat };

/** Sizes that are made: a page asks for any size, and gets the next of these, so that few are stored. */
const SIZES = [160, 320, 640, 960, 1280, 1600];

/** Returns the size that is made for a wanted one, both in pixels of the longer side. */
export const thumbnailSize = (wanted: number): number =>
  SIZES.find((size) => size >= wanted) ?? SIZES.at(-1)!;

/**
 * Returns the format: animated AVIF is slow to make and little understood, so that animated pictures are WebP. The AVIF
 * of one is its first frame, for readers who want no motion. libvips reads the first frame of an animated PNG alone, so that
 * its own bytes are sent, if they are no more than LIMITS.movingPngBytes.
 *
 * @param isStill asks for the first frame of an animation
 */
export const thumbnailFormat = (
  { isAnimated, type, size }: Pick<ReadableFile, "isAnimated" | "type" | "size">,
  wanted: "webp" | "avif" = "webp",
  isStill = false,
): ThumbnailFormat => {
  if (!isAnimated) return wanted;
  if (isStill) return "avif";
  return type === "image/apng" && size <= LIMITS.movingPngBytes ? "apng" : "webp";
};

/**
 * Opens a picture of a file, and makes and stores it first if this is the first time. Requests for the same one wait for
 * the same work. Errors: `not_found` for bytes that make no picture; `unavailable` when too many wait.
 */
export async function openThumbnail(
  { key, size: fileSize }: Pick<ReadableFile, "key" | "size">,
  { size: pixels, format }: ThumbnailOptions,
): Promise<{ bytes: Readable; size: number }> {
  if (format === "apng") return { bytes: await orNotFound(fileStorage().read(key)), size: fileSize };
  const options = { size: pixels, format };
  const derived = `${key}.${options.size}.${options.format}`;
  const size = await fileStorage().size(derived);
  if (size !== null) return { bytes: await fileStorage().read(derived), size };
  const making = remember("thumbnails being made", () => new Map<string, Promise<number>>());
  const made =
    making.get(derived) ?? makeAndStore(key, derived, options).finally(() => making.delete(derived));
  making.set(derived, made);
  return { size: await made, bytes: await fileStorage().read(derived) };
}

async function makeAndStore(
  key: string,
  derived: string,
  options: Parameters<typeof makeThumbnail>[1],
): Promise<number> {
  const bytes = await orNotFound(fileStorage().withLocalFile(key, (path) => makeThumbnail(path, options)));
  await fileStorage().putBytes(derived, bytes);
  return bytes.length;
}

/** Refuses with `not_found` where the bytes are lost or make no picture. */
async function orNotFound<T>(picture: Promise<T>): Promise<T> {
  try {
    return await picture;
  } catch (error) {
    if (MediaRefusal.is(error) || BytesMissing.is(error)) throw notFound("This file has no thumbnail.");
    throw error;
  }
}
