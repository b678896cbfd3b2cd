"use client";

import { useTranslations } from "next-intl";
import { Suspense } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useMentionWriter } from "@/lib/client/names/use-mention-writer";
import { useQuoted } from "@/lib/client/timeline/use-quoted";
import { firstPart, firstWordsOf } from "@/lib/shared/markdown/words-of-tree";
import type { MessageView } from "@/lib/shared/views";
import { useTree } from "./text/use-tree";
import { useFileWords } from "./use-file-words";
import { usePollWords } from "./use-poll-words";

const LINE =
  "my-0.5 flex max-w-full items-baseline gap-1.5 border-l-3 border-line-strong pl-2.5 text-small text-ink-2";

/** The replied-to message in one line. A click scrolls to it. */
export function Quote({ seq }: { seq: number }) {
  const t = useTranslations("saying");
  const quoted = useQuoted(seq);

  if (quoted === undefined || quoted === "missing" || quoted.deletedAt) {
    const word = quoted === undefined ? "Loading" : quoted === "missing" ? "Missing" : "Deleted";
    return <p className={`${LINE} italic text-ink-3`}>{t(`quote${word}`)}</p>;
  }
  return (
    <Suspense fallback={<p className={LINE}>{quoted.sender.displayName}</p>}>
      <Quoted message={quoted} />
    </Suspense>
  );
}

function Quoted({ message }: { message: MessageView }) {
  const t = useTranslations("saying");
  const asPoll = usePollWords();
  const acts = useMessageActions();
  const filesOf = useFileWords();
  const write = useMentionWriter(message.mentions);
  const { head, hidesEnd } = firstPart(message.text);
  const text = asPoll(message, firstWordsOf(useTree(head, hidesEnd), write) || filesOf(message));
  const name = message.sender.displayName;

  return (
    <button
      type="button"
      aria-label={t("quote", { name, text })}
      onClick={() => void acts.goTo(message.seq)}
      className={`${LINE} text-left hover:border-accent hover:text-ink`}
    >
      <bdi className="flex-none font-medium">{name}</bdi> <bdi className="truncate">{text}</bdi>
    </button>
  );
}
