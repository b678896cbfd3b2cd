import { FormattedText } from "@/components/message/text/formatted-text";
import { beginningOf } from "@/lib/shared/markdown/words-of-tree";

const LONGEST = 400;

/** The beginning of a formatted text, for display only: its links and buttons do nothing. */
export function ShortText({ text }: { text: string }) {
  const { head, hidesEnd } = beginningOf(text, LONGEST);
  return (
    <div
      inert
      dir="auto"
      className="line-clamp-3 low:line-clamp-1 max-h-17 low:max-h-5.5 overflow-clip text-ink-2"
    >
      <FormattedText text={head.length < text.length ? `${head}…` : text} hidesEnd={hidesEnd} />
    </div>
  );
}
