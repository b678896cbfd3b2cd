"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useReducer } from "react";
import { Button } from "@/components/ui/button";
import { MessageEntry } from "@/components/views/message-entry";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { usePages } from "@/lib/client/connection/use-pages";
import type { WireMessage } from "@/lib/shared/live";
import type { MessageView } from "@/lib/shared/views";

/** Messages that this list shows before "Show more". */
const FIRST = 3;

/** The messages that wait for my confirmation, above the lines of Activity. Nothing where none does. */
export default function Awaited() {
  const t = useTranslations("confirm");
  const [version, readAgain] = useReducer((count: number) => count + 1, 0);
  const { items, hasMore, loadMore } = usePages({
    path: addressOf("GET /me/confirmations", { limit: FIRST }),
    version,
  });
  useAsked(items, readAgain);
  if (items.length === 0) return null;
  const title = hasMore ? t("awaitedMany") : t("awaited", { count: items.length });

  return (
    <section
      aria-label={title}
      className="max-h-[40vh] flex-none overflow-y-auto border-b border-line px-5 pt-2 pb-1"
    >
      <h2 className="text-small font-semibold">{title}</h2>
      <ul className="-mx-5 [&>:last-child>*]:border-b-0">
        {items.map((message) => (
          <li key={message.id}>
            <MessageEntry message={message} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="bare" size="small" onClick={loadMore}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

/** Calls `onChange` when a message asks me to confirm it or was deleted, and when I confirmed one on any device. */
function useAsked(items: readonly MessageView[], onChange: () => void) {
  const { listChanges, messageChanges } = useChat();
  const look = useEffectEvent((changed: readonly WireMessage[]) => {
    const isListed = ({ id }: WireMessage) => items.some((item) => item.id === id);
    // A message that others confirm changes too: it is no news, as it was known before.
    const isNews = (message: WireMessage) =>
      isListed(message) ? Boolean(message.deletedAt) : message.confirmation?.confirmed === 0;
    if (changed.some(isNews)) onChange();
  });
  const readAgain = useEffectEvent(onChange);

  useEffect(() => {
    const forget = [
      listChanges.confirmations.subscribe(() => readAgain()),
      messageChanges.subscribe((changed) => look(changed)),
    ];
    return () => {
      for (const end of forget) end();
    };
  }, [listChanges, messageChanges]);
}
