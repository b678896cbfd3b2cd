import { v7 as uuid } from "uuid";
import type { ChangeContext } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/db";
import type { MessageView, RoomEvent, RoomRole } from "@/lib/shared/views";
import type { Room } from "@/prisma/generated/client";
import { toMessageView, toWire } from "../messages/message-view";
import { readRoomView } from "./room-view";

type Comer = { userId: string; role: RoomRole };
type Change = { enter?: Comer[]; leave?: string[]; event?: RoomEvent };

/**
 * Changes who is in a room: the one place that does. Takes one `rev` for the whole change, and with an `event` one `seq`
 * for the line that tells of it; moves the member version, so that no hub fans out to the wrong people; and notes the
 * change for the hubs. The room must be locked (roomOperation does that). People who are in already are left as they are.
 */
export async function changeMembers(ctx: ChangeContext, room: Room, change: Change): Promise<Room> {
  const { enter = [], leave = [], event } = change;
  const moved = await moveCounters(ctx, room, enter.length - leave.length, event ? 1 : 0);
  // Joining sets the unread mark to the room's present seq: what was said before is read, the line itself never unread.
  const marks = { lastReadSeq: moved.seq, receiptSeq: moved.seq, lastDeliveredSeq: moved.seq };
  await ctx.db.membership.createMany({
    data: enter.map((comer) => ({ roomId: room.id, ...comer, ...marks })),
  });
  await ctx.db.membership.deleteMany({ where: { roomId: room.id, userId: { in: leave } } });
  const lines = event ? [await addSystemMessage(ctx, moved, event)] : [];
  ctx.changed({
    roomId: room.id,
    prevRev: room.rev,
    rev: moved.rev,
    memberVersion: moved.memberVersion,
    items: lines.map(toWire),
    room: await readRoomView(ctx.db, room.id),
    gained: enter.map(({ userId }) => userId),
    lost: leave,
  });
  await moveAccessOf(ctx.db, [...enter.map(({ userId }) => userId), ...leave]);
  return moved;
}

const moveCounters = ({ db }: ChangeContext, { id, rev }: Room, people: number, lines: number) =>
  db.room.update({
    where: { id },
    data: {
      rev: { increment: 1 },
      roomRev: rev + 1,
      seq: { increment: lines },
      memberVersion: { increment: 1 },
      memberCount: { increment: people },
    },
  });

/** A line that tells what happened, in the room's order. Its text is for bots; people read the event in their language. */
async function addSystemMessage(
  { db, me }: ChangeContext,
  room: Room,
  event: RoomEvent,
): Promise<MessageView> {
  const row = await db.message.create({
    data: {
      id: uuid(),
      roomId: room.id,
      seq: room.seq,
      rev: room.rev,
      senderId: me.userId,
      kind: "system",
      text: textOf(event, me.displayName),
      event,
      clientId: uuid(),
    },
  });
  return toMessageView({ ...row, username: me.username, displayName: me.displayName, isBot: me.isBot });
}

function textOf(event: RoomEvent, by: string): string {
  if (event.type === "joined") return `${by} joined the room`;
  if (event.type === "left") return `${by} left the room`;
  return `${by} added ${event.names.join(", ")}`;
}

/** Their open sockets compare this each second: whoever missed the notice of it hears of the room all the same. */
async function moveAccessOf(db: Db, userIds: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "user" SET access_version = access_version + 1, access_changed_at = now()
     WHERE id = ANY(SELECT id FROM "user" WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR UPDATE)`;
}
