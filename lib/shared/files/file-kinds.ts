/** Kinds of files by which lists are filtered. SQL derives the same from the part of the type before the slash. */
export const FILE_KINDS = ["image", "video", "audio", "document"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Raster images that all current browsers draw. SVG is a document with scripts, and HEIC, TIFF and PSD are not drawn. */
const DRAWN_IMAGES = new Set([
  "image/png",
  "image/apng",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "image/avif",
]);

/** Audio and video containers that current browsers try to play. A codec inside may still be unknown to one of them. */
const PLAYED_MEDIA = new Set([
  "video/mp4",
  "video/webm",
  "video/ogg",
  "video/quicktime",
  "audio/mp4",
  "audio/x-m4a",
  "audio/mpeg",
  "audio/aac",
  "audio/ogg",
  "audio/webm",
  "audio/wav",
  "audio/x-wav",
  "audio/vnd.wave",
  "audio/wave",
  "audio/flac",
  "audio/x-flac",
]);

/** Removes parameters and case from a media type: `Text/Plain; charset=utf-8` is `text/plain` (RFC 9110, 8.3.1). */
export const essence = (type: string) => type.split(";", 1)[0]!.trim().toLowerCase();

/** Returns the kind of a media type. What is neither an image nor video nor audio is a document. */
export function fileKind(type: string): FileKind {
  const main = essence(type).split("/", 1)[0];
  return main === "image" || main === "video" || main === "audio" ? main : "document";
}

/** Returns whether browsers draw images of this type. Others are shown as a card with a download. */
export const isDrawnImage = (type: string): boolean => DRAWN_IMAGES.has(essence(type));

/** Returns whether browsers try to play this type. */
export const isPlayed = (type: string): boolean => PLAYED_MEDIA.has(essence(type));

export const isPdf = (type: string): boolean => essence(type) === "application/pdf";

/**
 * Returns whether a type may be answered with `Content-Disposition: inline`: none of them can run a script in the
 * page's origin (S37). Text is safe only as `text/plain` with `nosniff`; SVG, HTML and XML never are.
 */
export const isInlineType = (type: string): boolean =>
  isDrawnImage(type) || isPlayed(type) || isPdf(type) || essence(type) === "text/plain";
