import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import { id, text, wholeNumber } from "../fields";
import { changeMessage, requireAllowed } from "../messages/change-message";
import { managingScope } from "../messages/message-scopes";
import { type RemovedCard, type StoredCards, shownCards } from "./stored-card";
import { keepImageUses } from "./write-cards";

const cardIndex = wholeNumber((number) => number.min(0).max(LIMITS.cards - 1));

/**
 * Removes a card from a message for everybody. Its link gets none again in this message, whatever edits follow; the message
 * does not count as edited. `url` makes sure that the card is still at its place. Errors: `not_found`, also for a card
 * that is not there; `forbidden` for everybody except the author, the room's moderators and administrators in it, and in
 * an archived room; `gone`; `conflict` if the card has another URL.
 */
export const removeCard = roomOperation({
  key: "message.remove-card",
  summary: "Remove a link preview from a message",
  input: z.object({ message: id, card: cardIndex, url: text({ max: LIMITS.messageLength }).optional() }),
  ...managingScope("remove card"),

  async execute(ctx, { card: index, url }, { message }): Promise<void> {
    requireAllowed("remove card", message, ctx.me.userId);
    const shown = shownCards(message.cards);
    const card = shown[index];
    if (!card) throw notFound("Link preview not found.");
    if (url !== undefined && card.url !== url) throw conflict("The link preview has changed.", "moved");
    const kept = shown.filter((one) => one !== card);
    const removed: RemovedCard[] = [
      ...(message.cards as StoredCards).filter((one) => "isRemoved" in one),
      { url: card.url, isRemoved: true as const },
    ];
    const cards: StoredCards = [...kept, ...removed.slice(-LIMITS.removedCards)];
    await changeMessage(ctx, message, () => ({ cards }));
    await keepImageUses(ctx.db, message.id, kept);
  },
});
