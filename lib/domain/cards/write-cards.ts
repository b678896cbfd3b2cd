import type { RoomChange } from "@/lib/delivery/room-change";
import { changeRooms } from "@/lib/delivery/write";
import type { Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import { changeMessage } from "../messages/change-message";
import type { MessageRow } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { removedUrls, type StoredCard, type StoredCards, shownCards } from "./stored-card";

export type NewCard = StoredCard;

/**
 * Writes the cards of a message as a change of it, with the room locked. Looks again first: nothing is written if the
 * message was deleted or its text is another one by now, nor if the cards are what they were.
 *
 * @returns false if the message is another one by now
 */
export const writeCards = (
  { id, roomId, text }: { id: string; roomId: string; text: string },
  cards: NewCard[],
): Promise<boolean> =>
  changeRooms([roomId], async (tx) => {
    const changes: RoomChange[] = [];
    const [message] = await selectMessages(tx, Prisma.sql`x.id = ${id}::uuid AND x.deleted_at IS NULL`);
    const isSameMessage = message?.text === text;
    if (isSameMessage) {
      const changed = (change: RoomChange) => void changes.push(change);
      await replaceCards({ db: tx, changed }, message, await withStoredImages(tx, cards));
    }
    return { value: isSameMessage, changes };
  });

/** Replaces the shown cards; links whose cards were removed stay remembered, and get none. */
async function replaceCards(
  ctx: { db: Tx; changed(change: RoomChange): void },
  message: MessageRow,
  cards: StoredCard[],
): Promise<void> {
  const removed = new Set(removedUrls(message.cards));
  const allowed = cards.filter(({ url }) => !removed.has(url));
  if (isSame(allowed, shownCards(message.cards))) return;
  const gone = (message.cards as StoredCards).filter((card) => "isRemoved" in card);
  await changeMessage(ctx, message, () => ({ cards: [...allowed, ...gone] }));
  await keepImageUses(ctx.db, message.id, allowed);
}

/** PostgreSQL keeps the keys of a JSON object in an order of its own. */
const isSame = (a: StoredCard[], b: StoredCard[]) => sorted(a) === sorted(b);
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Takes pictures away that the sweep has deleted meanwhile. */
async function withStoredImages(tx: Tx, cards: NewCard[]): Promise<StoredCard[]> {
  const hashes = cards.flatMap(({ image }) => (image ? [image.hash] : []));
  if (hashes.length === 0) return cards;
  const rows = await tx.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM card_image WHERE hash = ANY(${hashes}) ORDER BY hash FOR KEY SHARE`;
  const stored = new Set(rows.map(({ hash }) => hash));
  return cards.map((card) => (card.image && !stored.has(card.image.hash) ? { ...card, image: null } : card));
}

/** Notes which pictures a message shows, so that others are deleted and strangers do not get them. */
export async function keepImageUses(tx: Tx, messageId: string, cards: StoredCard[]): Promise<void> {
  const hashes = cards.flatMap(({ image }) => (image ? [image.hash] : []));
  await tx.cardImageUse.deleteMany({ where: { messageId, hash: { notIn: hashes } } });
  await tx.cardImageUse.createMany({
    data: [...new Set(hashes)].map((hash) => ({ messageId, hash })),
    skipDuplicates: true,
  });
}
