"use client";

import { onDemand } from "@/components/ui/on-demand";
import { useReader } from "@/lib/client/chat/chat-context";
import type { MessageView } from "@/lib/shared/views";
import { LinkCard } from "./link-card";
import { useRemoveCard } from "./use-remove-card";

const InnerCards = onDemand<{ text: string }>(() => import("./inner-cards"));

/** Cards of the links of a message: messages and rooms of this workspace, and pages of the web. */
export function LinkCards({ message }: { message: MessageView }) {
  const { hasLinkCards } = useReader();
  const { cards, text } = message;
  if (!hasLinkCards || (cards.length === 0 && !text.includes("/rooms/"))) return null;
  return (
    <>
      {text.includes("/rooms/") && <InnerCards text={text} />}
      {cards.length > 0 && <PageCards message={message} />}
    </>
  );
}

function PageCards({ message }: { message: MessageView }) {
  const { removing, remove } = useRemoveCard(message);
  return message.cards.map((card, index) =>
    removing.includes(card.url) ? null : (
      <LinkCard key={card.url} card={card} onRemove={remove && (() => void remove(index, card.url))} />
    ),
  );
}
