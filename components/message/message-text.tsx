"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { linkParts } from "@/lib/client/links";
import { shorten } from "@/lib/client/shorten";

/** What somebody said: as it was typed, with addresses as links; a very long text opens on demand. */
export function MessageText({ text }: { text: string }) {
  const t = useTranslations("message");
  const [isWhole, showWhole] = useState(false);
  const short = useMemo(() => shorten(text), [text]);
  const parts = useMemo(() => linkParts(isWhole || short === null ? text : short), [isWhole, short, text]);

  return (
    <>
      <p className="wrap-anywhere whitespace-pre-wrap">
        {parts.map(({ text, href }, index) =>
          href === null ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
            <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className={LINK}>
              {text}
            </a>
          ),
        )}
        {short !== null && !isWhole && "…"}
      </p>
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
    </>
  );
}

const LINK = "text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent";
