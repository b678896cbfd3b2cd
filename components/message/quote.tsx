"use client";

import { useTranslations } from "next-intl";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useQuoted } from "@/lib/client/timeline/use-quoted";
import { useMessageWords } from "./use-message-words";

const LINE =
  "my-0.5 flex max-w-full items-baseline gap-1.5 border-l-3 border-line-strong pl-2.5 text-small text-ink-2";

/** The replied-to message in one line. A click scrolls to it. */
export function Quote({ seq }: { seq: number }) {
  const t = useTranslations("saying");
  const acts = useMessageActions();
  const quoted = useQuoted(seq);
  const wordsOf = useMessageWords();

  if (quoted === undefined || quoted === "missing" || quoted.deletedAt) {
    const word = quoted === undefined ? "Loading" : quoted === "missing" ? "Missing" : "Deleted";
    return <p className={`${LINE} italic text-ink-3`}>{t(`quote${word}`)}</p>;
  }
  const name = quoted.sender.displayName;
  const text = wordsOf(quoted);
  return (
    <button
      type="button"
      aria-label={t("quote", { name, text })}
      onClick={() => void acts.goTo(seq)}
      className={`${LINE} text-left hover:border-accent hover:text-ink`}
    >
      <bdi className="flex-none font-medium">{name}</bdi> <bdi className="truncate">{text}</bdi>
    </button>
  );
}
