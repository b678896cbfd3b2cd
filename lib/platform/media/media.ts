import { rm } from "node:fs/promises";
import { isCleanedImage } from "@/lib/shared/files/removed-metadata";
import { type MediaInfo, MediaRefusal, plainFile, replacementPath } from "./media-info";
import type { Picture, PictureOptions, ThumbnailOptions } from "./media-jobs";
import { MediaCrash, type MediaProcess } from "./media-process";
import { withMediaProcess } from "./media-queue";

/**
 * Reads a file's kind and facts from its bytes, in another process. Of an image, and of MP4 and QuickTime, it writes a
 * copy without metadata beside the file, `replacement`, where there is any; an image is also turned upright.
 *
 * @param path of a local file, which stays as it is
 * @param name as given by the uploader; it refines the type of a text only
 * @throws MediaRefusal for an image that is broken, too large or too costly, and for a recording or a file of unknown type
 * whose reading ends the process: metadata could not be removed; MediaUnavailable when too much else waits
 */
export async function inspectMedia(path: string, name: string): Promise<MediaInfo> {
  let replacement: string | null = null;
  try {
    const info = await withMediaProcess("upload", (process) => inspect(process, path, name));
    replacement = info.replacement;
    return info;
  } finally {
    // A job that failed may have left a part of it.
    if (!replacement) await rm(replacementPath(path), { force: true });
  }
}

async function inspect(process: MediaProcess, path: string, name: string): Promise<MediaInfo> {
  const detected = await process.run("detectType", { path, name }).catch(refuseCrash);
  const { type, excerpt } = detected;
  if (isCleanedImage(type)) return process.run("inspectImage", { path, type }).catch(refuseCrash);
  return { ...(await inspectOther(process, path, type)), excerpt };
}

async function inspectOther(process: MediaProcess, path: string, type: string): Promise<MediaInfo> {
  const plain = plainFile(type);
  if (type === "application/pdf") return process.run("inspectPdf", { path }).catch(onCrash(plain));
  if (!/^(video|audio)\//.test(type)) return plain;
  return inspectRecording(process, path, type);
}

/** Two jobs: a recording whose metadata is gone is kept, though its facts cannot be read. */
async function inspectRecording(process: MediaProcess, path: string, type: string): Promise<MediaInfo> {
  const replacement = await process.run("stripRecording", { path, type }).catch(refuseCrash);
  const readable = { path: replacement ?? path, type };
  const info = await process.run("readRecording", readable).catch(onCrash(plainFile(type)));
  return { ...info, replacement };
}

/**
 * Makes a picture of a file for which MediaInfo says `hasThumbnail`: at most `size` pixels on its longer side, never
 * larger than the image itself, in sRGB and without metadata. Images of extreme shape are cropped to 1:4 from the top
 * left. WebP of an animation is animated; AVIF shows its first frame.
 *
 * @throws MediaRefusal if the bytes make no picture; MediaUnavailable when too much else waits
 */
export async function makeThumbnail(source: string, options: ThumbnailOptions): Promise<Buffer> {
  const { buffer, byteOffset, length } = await withMediaProcess("thumbnail", (process) =>
    process.run("makeThumbnail", { source, ...options }).catch(refuseCrash),
  );
  return Buffer.from(buffer, byteOffset, length);
}

/**
 * Makes a WebP of an image that is in memory, such as an avatar or the picture of a link's card: upright, in sRGB,
 * without metadata; still, unless `isAnimated`.
 *
 * @throws MediaRefusal if the bytes make no image that browsers draw; MediaUnavailable when too much else waits
 */
export async function makePicture(source: Uint8Array, options: PictureOptions): Promise<Picture> {
  return withMediaProcess("upload", (process) =>
    process.run("makePicture", { source, ...options }).catch(refuseCrash),
  );
}

/**
 * Guesses the encoding of a text in none of Unicode's, from its first bytes.
 *
 * @returns a label that TextDecoder knows, such as `windows-1251`; null if the bytes are no text
 * @throws MediaUnavailable when too much else waits
 */
export async function guessEncoding(head: Uint8Array): Promise<string | null> {
  const guess = (process: MediaProcess) => process.run("textEncoding", { head });
  return (await withMediaProcess("thumbnail", guess))?.toLowerCase() ?? null;
}

/**
 * Reads the words of a text file for search, from its first bytes: at most LIMITS.fileTextLength characters, without what
 * a text does not show. Empty if they are no text, or if reading them ends the process.
 *
 * @throws MediaUnavailable when too much else waits
 */
export async function readText(bytes: Uint8Array): Promise<string> {
  const read = (process: MediaProcess) => process.run("readText", { bytes });
  return withMediaProcess("thumbnail", read).catch(onCrash(""));
}

/** Reads the words of a PDF for search, as `readText` does. @param path of a local file */
export async function readPdfText(path: string): Promise<string> {
  const read = (process: MediaProcess) => process.run("readPdfText", { path });
  return withMediaProcess("thumbnail", read).catch(onCrash(""));
}

function refuseCrash(error: unknown): never {
  if (MediaCrash.is(error)) throw new MediaRefusal(error.isCostly ? "too_costly" : "broken");
  throw error;
}

/** A file whose reading ends the process is a file of which less is known. */
const onCrash =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (MediaCrash.is(error)) return instead;
    throw error;
  };
