import { useMemo } from "react";
import { InlineText } from "@/components/message/inline-text";
import { Markdown } from "@/components/message/markdown";
import { parseMarkdown } from "@/lib/client/markdown";

const LONGEST = 400;

/** The beginning of a text as it stands in its room. To be looked at only: whoever wants to act on it goes there. */
export function ShortText({ text }: { text: string }) {
  const part = text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
  const tree = useMemo(() => parseMarkdown(part), [part]);

  return (
    <div inert dir="auto" className="max-h-17 overflow-clip text-ink-2">
      {tree ? (
        <Markdown tree={tree} />
      ) : (
        <p className="line-clamp-3 wrap-anywhere whitespace-pre-wrap">
          <InlineText text={part} />
        </p>
      )}
    </div>
  );
}
