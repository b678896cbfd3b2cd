"use client";

import { useTranslations } from "next-intl";
import { memo, useMemo, useState } from "react";
import { hasNoMarkdown } from "@/lib/shared/markdown/plain";
import { hasTallMarks } from "@/lib/shared/text/stacked-marks";
import { FormattedText } from "./formatted-text";
import { PlainText } from "./plain-text";
import { shorten } from "./shorten";

type TextProps = {
  text: string;
  /** True where a very long text is whole at first. */
  isOpen?: boolean;
};

/** The formatted text of a message. A very long text is collapsed. Memoized by text. */
export const MessageText = memo(function MessageText({ text, isOpen = false }: TextProps) {
  const t = useTranslations("message");
  const [isWhole, showWhole] = useState(isOpen);
  const short = useMemo(() => shorten(text), [text]);
  const isCut = !isWhole && short !== null;
  const part = isCut ? `${short.head}…` : text;

  return (
    // Clipping costs time in every frame for every row that has it.
    <div
      dir="auto"
      className={hasTallMarks(part) ? "overflow-clip [overflow-clip-margin:0.5rem]" : undefined}
    >
      {hasNoMarkdown(part) ? (
        <PlainText text={part} />
      ) : (
        <FormattedText text={part} hidesEnd={isCut && short.hidesEnd} />
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
});
