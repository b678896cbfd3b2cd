import type { RoomChange } from "@/lib/core/room-change";
import type { Tx } from "@/lib/platform/db";
import type { RoomEvent } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { toMessageView, toWire } from "./message-view";
import { selectMessages } from "./read-message";

/** A message as it is to stand from now on. */
export type Rewritten = { id: string; text: string; event: RoomEvent | null; deletedAt: Date | null };

/**
 * What a deleted message has no more. With `eraseTraces`, which takes away the rows beside it, nothing is left of what it
 * said.
 */
export const ERASED = {
  text: "",
  mentionUserIds: [],
  mentionHere: false,
  mentionAll: false,
  forwardOfId: null,
  forwardSender: null,
  forwardSentAt: null,
  pinnedAt: null,
  reactions: [],
} satisfies Prisma.MessageUncheckedUpdateInput;

/** Removes the earlier texts of messages, who was told of them, who reacted, and who saved them. */
export async function eraseTraces(tx: Tx, messageIds: string[]): Promise<void> {
  const theirs = { where: { messageId: { in: messageIds } } };
  await tx.messageRevision.deleteMany(theirs);
  await tx.mention.deleteMany(theirs);
  await tx.reaction.deleteMany(theirs);
  await tx.savedMessage.deleteMany(theirs);
}

/**
 * Rewrites messages of one room, which must be locked, and gives the change for the hubs. Each takes a `rev` of its own,
 * so that a page of `sync` can end at any of them.
 */
export async function rewriteMessages(tx: Tx, roomId: string, rewritten: Rewritten[]): Promise<RoomChange> {
  const data = { rev: { increment: rewritten.length } };
  const { rev, memberVersion } = await tx.room.update({ where: { id: roomId }, data });
  const prevRev = rev - rewritten.length;
  for (const [place, { id, text, event, deletedAt }] of rewritten.entries()) {
    const columns = {
      ...(deletedAt && ERASED),
      text,
      deletedAt,
      event: event ?? Prisma.DbNull,
      rev: prevRev + place + 1,
    };
    await tx.message.update({ where: { id }, data: columns });
  }
  const ids = rewritten.map(({ id }) => id);
  await eraseTraces(
    tx,
    rewritten.filter(({ deletedAt }) => deletedAt).map(({ id }) => id),
  );
  const rows = await selectMessages(tx, Prisma.sql`x.id = ANY(${ids}::uuid[])`, Prisma.sql`ORDER BY x.rev`);
  const items = rows.map((row) => toWire(toMessageView(row)));
  return { roomId, prevRev, rev, memberVersion, items, gained: [], lost: [] };
}
