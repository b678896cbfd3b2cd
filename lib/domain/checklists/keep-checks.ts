import { itemsOf, moveChecks } from "@/lib/shared/markdown/checklist";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import type { CheckView } from "@/lib/shared/views";
import type { MessageRow } from "../messages/message-view";

/** Returns the checks of a message for its edited text: those of items that are still there, at their new places. */
export function keepChecks({ text, checks }: MessageRow, edited: string): { checks?: CheckView[] } {
  const given = checks as CheckView[];
  if (given.length === 0) return {};
  return { checks: moveChecks(itemsOf(parseMarkdown(text)), itemsOf(parseMarkdown(edited)), given) };
}
