import { fileKind, isPdf, isPlayed } from "@/lib/shared/files/file-kinds";
import type { AttachmentView } from "@/lib/shared/views";
import { type ImageSize, layoutImages } from "./images/image-layout";

// Sizes in CSS pixels. The space of a file is reserved by them before the script that draws it has arrived.

/** The upper part of a PDF's first page, with the line below it. */
export const PAGE = { width: 320, height: 180 };
/** The browser's controls of a sound. */
export const AUDIO = { width: 360, height: 40 };
/** Lines of a text file that are shown. */
const MOST_LINES = 8;
/** A card without a preview, and a voice message. */
const CARD_HEIGHT = 58;
const VOICE_HEIGHT = 48;
const LINE_HEIGHT = 20;
/** Padding and border of the first lines of a text. */
const AROUND_LINES = 17;
const AROUND_AUDIO = 8;

/** The box of a video whose size is unknown, and the smallest in which the browser's controls fit. */
const USUAL_VIDEO = { width: 480, height: 270 };
const LEAST_VIDEO = { width: 240, height: 136 };

/** The form in which a file that is not an image is shown. */
export type FileForm = "voice" | "video" | "audio" | "pdf" | "text" | "card";

export function formOf({ isVoice, type, excerpt }: AttachmentView): FileForm {
  if (isVoice) return "voice";
  const kind = isPlayed(type) ? fileKind(type) : "document";
  if (kind === "video" || kind === "audio") return kind;
  if (isPdf(type)) return "pdf";
  return excerpt ? "text" : "card";
}

/** The box of a video in a message: its own proportions, never so small that controls do not fit. */
export function videoBox({ width, height }: ImageSize): { width: number; height: number } {
  if (!width || !height) return USUAL_VIDEO;
  const box = layoutImages([{ width, height }])[0]![0]!;
  return {
    width: Math.max(box.width, LEAST_VIDEO.width),
    height: Math.max(box.height, LEAST_VIDEO.height),
  };
}

/** The first lines of a text file. */
export const firstLines = ({ excerpt }: Pick<AttachmentView, "excerpt">): string[] =>
  (excerpt ?? "").split("\n").slice(0, MOST_LINES);

/** The height that a file takes whatever the width of the screen; a video and a PDF's page come on top. */
export function fixedHeight(file: AttachmentView): number {
  switch (formOf(file)) {
    case "video":
      return 0;
    case "voice":
      return VOICE_HEIGHT;
    case "audio":
      return CARD_HEIGHT + AUDIO.height + AROUND_AUDIO;
    case "pdf":
      return CARD_HEIGHT + (file.thumbnailUrl ? 1 : 0);
    case "text":
      return CARD_HEIGHT + firstLines(file).length * LINE_HEIGHT + AROUND_LINES;
    case "card":
      return CARD_HEIGHT;
  }
}

/** The part of a file that shrinks with the screen in proportion; null where there is none. */
export function shrinkingBox(file: AttachmentView): { width: number; height: number } | null {
  const form = formOf(file);
  if (form === "video") return videoBox(file);
  return form === "pdf" && file.thumbnailUrl ? PAGE : null;
}
