import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { publishToPerson } from "@/lib/delivery/publish";
import { Prisma } from "@/prisma/generated/client";
import { reference } from "../fields";
import { requireMembership } from "../rooms/access";
import { bumpUserRev, lockUser, publishMyRooms } from "../rooms/publish-my-room";

/**
 * Marks the threads of all rooms as read, or those of one room, followed or not. Read marks of rooms stay. The caller's other
 * devices get `threads_read`. Error: `not_found` for a room that they are not in.
 */
export const markThreadsRead = operation({
  key: "thread.mark-all-read",
  summary: "Mark threads as read",
  input: z.object({ room: reference.optional() }),

  async authorize({ db, me }, { room }) {
    await lockUser(db, me.userId);
    return room === undefined ? null : requireMembership(db, me, room);
  },

  async execute(ctx, _input, room): Promise<void> {
    const roomIds = await readThreadsOf(ctx, room?.id ?? null);
    await publishMyRooms(ctx, ctx.me.userId, roomIds);
  },
});

/**
 * Reads the threads of one room, or of all, up to their newest replies, and tells the caller's devices. The caller is locked.
 * @returns the rooms whose counts that may have changed
 */
export async function readThreadsOf(
  { db, me, afterCommit }: WriteContext,
  roomId: string | null,
): Promise<string[]> {
  const here = roomId === null ? Prisma.sql`true` : Prisma.sql`m.room_id = ${roomId}::uuid`;
  const rooms = await db.$queryRaw<{ roomId: string }[]>`
    UPDATE membership m SET threads_read_seq = r.thread_seq
      FROM room r
     WHERE r.id = m.room_id AND m.user_id = ${me.userId}::uuid AND r.thread_seq > m.threads_read_seq AND ${here}
    RETURNING m.room_id AS "roomId"`;
  const threads = await db.$queryRaw<{ roomId: string }[]>`
    UPDATE thread_follow m SET last_read_seq = x.thread_last_seq
      FROM message x
     WHERE x.id = m.root_id AND m.user_id = ${me.userId}::uuid AND x.thread_last_seq > m.last_read_seq AND ${here}
    RETURNING m.room_id AS "roomId"`;
  if (rooms.length + threads.length === 0) return [];
  const userRev = await bumpUserRev(db, me.userId);
  afterCommit(() => publishToPerson(me.userId, "threads_read", { roomId, userRev }));
  return [...new Set([...rooms, ...threads].map((row) => row.roomId))];
}
