import { DomainError, forbidden } from "@/lib/core/errors";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Tx } from "@/lib/platform/database/db";
import { toWire } from "@/lib/shared/messages/message-codec";
import {
  type MessageOperation,
  type MessageRefusal,
  type MessageState,
  messageRefusal,
} from "@/lib/shared/messages/message-permissions";
import type { MessageView, PollView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { type MessageRow, toMessageView } from "./message-view";
import { selectMessages } from "./read-message";

/**
 * Changes a message: it takes the room's next `rev` and keeps its `seq`, and the hubs get its new state. The room
 * must be locked (roomOperation does that). Times are the database's, because processes have clocks of their own.
 */
export async function changeMessage(
  ctx: Pick<ChangeContext, "db" | "changed">,
  { id, roomId }: MessageRow,
  dataAt: (now: Date) => Prisma.MessageUncheckedUpdateInput,
): Promise<MessageView> {
  const { rev, memberVersion, now } = await bumpRoomRev(ctx.db, roomId);
  await ctx.db.message.update({ where: { id }, data: { ...dataAt(now), rev } });
  const [row] = await selectMessages(ctx.db, Prisma.sql`x.id = ${id}::uuid`);
  if (!row) throw new Error(`Message ${id} is gone`);
  const view = toMessageView(row);
  ctx.changed({
    roomId,
    prevRev: rev - 1,
    rev,
    memberVersion,
    items: [toWire(view)],
    addedUserIds: [],
    removedUserIds: [],
  });
  return view;
}

async function bumpRoomRev(
  tx: Tx,
  roomId: string,
): Promise<{ rev: number; memberVersion: number; now: Date }> {
  const [moved] = await tx.$queryRaw<[{ rev: number; memberVersion: number; now: Date }]>`
    UPDATE room SET rev = rev + 1 WHERE id = ${roomId}::uuid
    RETURNING rev, member_version AS "memberVersion", now()`;
  return moved;
}

/**
 * Refuses an operation that the message itself does not allow, whatever rights the caller has in its room. Errors:
 * `gone` for a deleted message; `forbidden` for another person's words (`not_yours`), and for a copy of them
 * (`forwarded`); and for a question that has votes (`voted`).
 */
export function requireAllowed(operation: MessageOperation, message: MessageRow, userId: string): void {
  const refusal = messageRefusal(operation, stateOf(message), userId);
  if (refusal) throw REFUSALS[refusal]();
}

const REFUSALS: Record<MessageRefusal, () => DomainError> = {
  gone: () => new DomainError("gone", "This message was deleted."),
  not_yours: () => forbidden("Only its author can edit a message.", "not_yours"),
  forwarded: () => forbidden("A forwarded message can't be edited.", "forwarded"),
  voted: () => forbidden("The question of a poll can't be edited after the first vote.", "voted"),
};

/** Returns the state of a message that decides which operations it allows. */
export const stateOf = ({ senderId, kind, deletedAt, forwardOfId, poll }: MessageRow): MessageState => ({
  senderId,
  kind,
  isDeleted: deletedAt !== null,
  isForwarded: forwardOfId !== null,
  hasVotes: ((poll as PollView | null)?.voters ?? 0) > 0,
});
