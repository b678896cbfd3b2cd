import type { MediaFault, MediaInfo } from "./media-info";

export type ThumbnailOptions = {
  /** Pixels of the longer side. */
  size: number;
  format: "webp" | "avif";
};

export type PictureOptions = {
  /** Pixels of the longer side. */
  size: number;
  /** A square of exactly `size`, cropped to the middle, or the whole image, which is never enlarged. */
  fit: "cover" | "inside";
  /** True if an animation stays one. */
  isAnimated?: boolean;
};

/** A WebP image with its size in pixels. */
export type Picture = { bytes: Uint8Array; width: number; height: number };

/** Work that a media process does: each kind with its input and its result. */
type MediaJobs = {
  detectType: { input: { path: string; name: string }; result: { type: string; excerpt: string | null } };
  inspectImage: { input: { path: string; type: string }; result: MediaInfo };
  inspectPdf: { input: { path: string }; result: MediaInfo };
  /** Path of a copy without metadata; null if there is none to remove. */
  stripRecording: { input: { path: string; type: string }; result: string | null };
  readRecording: { input: { path: string; type: string }; result: MediaInfo };
  makeThumbnail: { input: { source: string } & ThumbnailOptions; result: Uint8Array };
  makePicture: { input: { source: Uint8Array } & PictureOptions; result: Picture };
  textEncoding: { input: { head: Uint8Array }; result: string | null };
  readText: { input: { bytes: Uint8Array }; result: string };
  readPdfText: { input: { path: string }; result: string };
};

export type MediaJobKind = keyof MediaJobs;
export type MediaJobInput<K extends MediaJobKind> = MediaJobs[K]["input"];
export type MediaJobResult<K extends MediaJobKind> = MediaJobs[K]["result"];

/** Message to a media process, which does one job at a time. */
export type MediaJob = { [K in MediaJobKind]: { kind: K; input: MediaJobInput<K> } }[MediaJobKind];

/** Messages from a media process: one when it has started, and one for each job, with its resident memory in bytes. */
export type MediaAnswer = { memory: number } & MediaOutcome;

export type MediaOutcome =
  | { kind: "ready" }
  | { kind: "done"; result: MediaJobResult<MediaJobKind> }
  | { kind: "refused"; fault: MediaFault }
  /** `code` is that of the operating system, such as ENOSPC. */
  | { kind: "failed"; cause: string; code?: string };
