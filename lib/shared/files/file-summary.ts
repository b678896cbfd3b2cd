import { displayText } from "../text/shown";
import type { AttachmentView } from "../views";
import { fileKind } from "./file-kinds";

type Summarized = Pick<AttachmentView, "type" | "name" | "isVoice">;

/**
 * The files of a message without words, for a quote, a list or a notification. `kind` is a text under
 * `files.summary`; a single document is called by its name.
 */
export type FileSummary = {
  kind: "image" | "video" | "audio" | "voice" | "named" | "mixed";
  count: number;
  name: string;
};

/** Summarizes the files of a message; null without files. */
export function summarizeFiles(files: readonly Summarized[]): FileSummary | null {
  const [first] = files;
  if (!first) return null;
  const kinds = new Set(files.map(kindOf));
  const kind = kinds.size > 1 ? "mixed" : kindOf(first);
  const count = files.length;
  if (kind === "document")
    return { kind: count === 1 ? "named" : "mixed", count, name: displayText(first.name) };
  return { kind, count, name: displayText(first.name) };
}

const kindOf = ({ type, isVoice }: Summarized) => (isVoice ? "voice" : fileKind(type));
