import type { SentFileView } from "@/lib/shared/views";

/** The place of a file in its room. */
export type FilePlace = {
  /** Shows the message of a file in its room. */
  onShow: (file: SentFileView) => void;
  /** The room's name where the list is about several. */
  roomOf: (file: SentFileView) => string | null;
};
