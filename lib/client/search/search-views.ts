import type { SearchHitView, SentFileView } from "@/lib/shared/views";

/** A found file. */
export type FileHitView = {
  file: SentFileView;
  room: SearchHitView["room"];
  /** Ranges of `file.name`, in code points. */
  highlights: [number, number][];
  /** The words around the hit in the file's text. */
  excerpt: { text: string; highlights: [number, number][] } | null;
};
