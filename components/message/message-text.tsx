"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { isOnlyEmoji } from "@/lib/client/inline-text";
import { parseMarkdown } from "@/lib/client/markdown";
import { shorten } from "@/lib/client/shorten";
import { InlineText } from "./inline-text";
import { Markdown } from "./markdown";

/** What somebody said, with its formatting; a very long text opens on demand, and a few emoji alone are large. */
export function MessageText({ text }: { text: string }) {
  const t = useTranslations("message");
  const [isWhole, showWhole] = useState(false);
  const short = useMemo(() => shorten(text), [text]);
  const part = isWhole || short === null ? text : `${short}…`;
  const tree = useMemo(() => parseMarkdown(part), [part]);

  return (
    <div dir="auto" className="overflow-clip [overflow-clip-margin:0.5rem]">
      {tree ? (
        <Markdown tree={tree} />
      ) : (
        <p className={clsx("wrap-anywhere whitespace-pre-wrap", isOnlyEmoji(text) && "text-display")}>
          <InlineText text={part} />
        </p>
      )}
      {short !== null && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => showWhole(!isWhole)}
          className="mt-0.5 text-small font-medium text-accent hover:underline"
        >
          {t(isWhole ? "showLess" : "showMore")}
        </button>
      )}
    </div>
  );
}
