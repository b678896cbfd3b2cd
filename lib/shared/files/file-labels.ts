import { essence, fileKind } from "./file-kinds";

/** Labels of types whose name says too little: `image/jpeg` is "JPG", as people know it. */
const LABELS: Readonly<Record<string, string>> = {
  "image/jpeg": "JPG",
  "image/apng": "PNG",
  "video/quicktime": "MOV",
  "audio/mpeg": "MP3",
  "audio/mp4": "M4A",
  "text/plain": "TXT",
};

/** Longest label that fits the icon of a file. */
const LABEL_LENGTH = 4;

/**
 * Returns the short label of a file for its icon, such as "PDF" or "MP4". The type decides for images, video and audio,
 * because it is told from the bytes; other files have the extension of their name. Empty where neither says anything.
 */
export function fileLabel(name: string, type: string): string {
  const known = LABELS[essence(type)];
  const extension = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase();
  const byType = known ?? subtypeLabel(type);
  return (fileKind(type) === "document" ? extension || byType : byType || extension) ?? "";
}

/** The subtype where it is short enough for an icon, else an empty string: `audio/x-flac` is "FLAC". */
function subtypeLabel(type: string): string {
  const subtype = essence(type).split("/")[1]?.replace(/^x-/, "") ?? "";
  return /^[a-z0-9]+$/.test(subtype) && subtype.length <= LABEL_LENGTH ? subtype.toUpperCase() : "";
}
