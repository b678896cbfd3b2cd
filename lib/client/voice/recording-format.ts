/**
 * Formats of a recording by preference. AAC in MP4 plays everywhere; Chromium without an AAC encoder records Opus, in
 * MP4 with a duration and in WebM without one. Safari records WebM since 18.4 but plays it badly, so WebM comes last.
 */
const FORMATS = [
  { type: "audio/mp4;codecs=mp4a.40.2", extension: "m4a" },
  { type: "audio/mp4", extension: "m4a" },
  { type: "audio/webm;codecs=opus", extension: "webm" },
  { type: "audio/webm", extension: "webm" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
] as const;

export type RecordingFormat = (typeof FORMATS)[number];

/**
 * The format in which this browser records.
 *
 * @param isSupported `MediaRecorder.isTypeSupported`
 * @returns null if it offers none
 */
export function recordingFormat(isSupported: (type: string) => boolean): RecordingFormat | null {
  return FORMATS.find(({ type }) => isSupported(type)) ?? null;
}
