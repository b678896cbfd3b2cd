import type { Readable } from "node:stream";
import { notFound } from "@/lib/core/errors";
import { makeThumbnail } from "@/lib/platform/media/media";
import { MediaRefusal } from "@/lib/platform/media/media-info";
import { remember } from "@/lib/platform/remember";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { BytesMissing } from "@/lib/platform/storage/storage";
import type { ReadableFile } from "./readable-file";

export type ThumbnailFormat = "webp" | "avif";

type ThumbnailOptions = { size: number; format: ThumbnailFormat };

/** Sizes that are made, so that few are stored. The least is LIMITS.thumbnailSize.min. */
const SIZES = [64, 96, 128, 160, 240, 320, 480, 640, 960, 1280, 1600];

/** Returns the size that is made for a wanted one: the largest that is not above it. In pixels of the longer side. */
export const thumbnailSize = (wanted: number): number => SIZES.findLast((size) => size <= wanted)!;

/**
 * Returns the format: animated AVIF is slow to make and little understood, so that animated pictures are WebP. The AVIF
 * of one is its first frame, for readers who want no motion. The WebP of an animated PNG is its first frame too, because
 * libvips reads no other.
 *
 * @param isStill asks for the first frame of an animation
 */
export const thumbnailFormat = (
  { isAnimated }: Pick<ReadableFile, "isAnimated">,
  wanted: ThumbnailFormat = "webp",
  isStill = false,
): ThumbnailFormat => {
  if (!isAnimated) return wanted;
  return isStill ? "avif" : "webp";
};

/**
 * Opens a picture of a file, and makes and stores it first if this is the first time. Requests for the same one wait for
 * the same work. Errors: `not_found` for bytes that make no picture; `unavailable` when too many wait.
 */
export async function openThumbnail(
  { key }: Pick<ReadableFile, "key">,
  options: ThumbnailOptions,
): Promise<{ bytes: Readable; size: number }> {
  const derived = `${key}.${options.size}.${options.format}`;
  const size = await fileStorage().size(derived);
  if (size !== null) return { bytes: await fileStorage().read(derived), size };
  const making = remember("thumbnails being made", () => new Map<string, Promise<number>>());
  const made =
    making.get(derived) ?? makeAndStore(key, derived, options).finally(() => making.delete(derived));
  making.set(derived, made);
  return { size: await made, bytes: await fileStorage().read(derived) };
}

async function makeAndStore(key: string, derived: string, options: ThumbnailOptions): Promise<number> {
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
