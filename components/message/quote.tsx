"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useChat } from "@/lib/client/chat-context";
import { firstWords } from "@/lib/client/first-words";
import { quoteKey } from "@/lib/client/quotes";
import { useHere } from "@/lib/client/room-acts-context";
import { messageAt } from "@/lib/client/use-message-keys";
import { useStore } from "@/lib/client/use-store";
import type { MessageView } from "@/lib/shared/views";

const LINE =
  "my-0.5 flex max-w-full items-baseline gap-1.5 border-l-3 border-line-strong pl-2.5 text-small text-ink-2";

/** What a message replies to, in one line; a press goes there. */
export function Quote({ seq }: { seq: number }) {
  const t = useTranslations("saying");
  const { acts } = useHere();
  const quoted = useQuoted(seq);

  if (quoted === undefined || quoted === "missing" || quoted.deletedAt) {
    const word = quoted === undefined ? "Loading" : quoted === "missing" ? "Missing" : "Deleted";
    return <p className={`${LINE} italic text-ink-3`}>{t(`quote${word}`)}</p>;
  }
  const name = quoted.sender.displayName;
  const text = firstWords(quoted.text) || t("noText");
  return (
    <button
      type="button"
      aria-label={t("quote", { name, text })}
      onClick={() => void acts.goTo(seq)}
      className={`${LINE} text-left hover:border-accent hover:text-ink`}
    >
      <span className="flex-none font-medium">{name}</span> <span className="truncate">{text}</span>
    </button>
  );
}

/** The message itself where it is loaded, else as it was fetched; undefined as long as nobody knows. */
function useQuoted(seq: number): MessageView | "missing" | undefined {
  const { feed, roomId } = useHere();
  const { quotes } = useChat().around;
  const here = useStore(feed, ({ messages }) => messageAt(messages, seq));
  const fetched = useStore(quotes.store, (all) => all[quoteKey(roomId, seq)]);

  useEffect(() => {
    if (!here) quotes.want(roomId, seq);
  }, [here, quotes, roomId, seq]);

  return here ?? fetched;
}
