import { DomainError } from "@/lib/core/errors";
import type { ChangeContext } from "@/lib/core/operation";
import type { MessageView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { type MessageRow, toMessageView, toWire } from "./message-view";
import { selectMessages } from "./read-message";

/**
 * Changes a message: it takes the room's next `rev`, keeps its `seq`, and is told to the hubs as it now is. The room must
 * be locked (roomOperation does that).
 */
export async function changeMessage(
  ctx: ChangeContext,
  { id, roomId }: MessageRow,
  data: Prisma.MessageUncheckedUpdateInput,
): Promise<MessageView> {
  const room = await ctx.db.room.update({ where: { id: roomId }, data: { rev: { increment: 1 } } });
  await ctx.db.message.update({ where: { id }, data: { ...data, rev: room.rev } });
  const [row] = await selectMessages(ctx.db, Prisma.sql`x.id = ${id}::uuid`);
  if (!row) throw new Error(`Message ${id} is gone`);
  const view = toMessageView(row);
  ctx.changed({
    roomId,
    prevRev: room.rev - 1,
    rev: room.rev,
    memberVersion: room.memberVersion,
    items: [toWire(view)],
    gained: [],
    lost: [],
  });
  return view;
}

/** Refuses to change what was deleted. Error: `gone`. */
export function requireStanding({ deletedAt }: MessageRow): void {
  if (deletedAt) throw new DomainError("gone", "This message was deleted.");
}
