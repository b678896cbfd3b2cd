import { z } from "zod";
import { type Context, query } from "@/lib/core/operation";
import type { MyThreadView, Page, ThreadState } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit, reference } from "../fields";
import { toMessageView } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { requireMembership } from "../rooms/access";
import { readUnreadThreads, selectThreads, type ThreadOfPerson, TOP, toThreadState } from "./thread-state";

/**
 * Lists the threads that the caller follows and may read, the latest reply first: all, or those with unread replies, of
 * every room or of one. Errors: `validation_failed`; `not_found` for a room that they are not in.
 */
export const listThreads = query({
  key: "thread.list",
  summary: "List the threads I follow",
  input: z.object({
    filter: z.enum(["unread", "all"], { error: 'Must be "unread" or "all".' }).default("all"),
    room: reference.optional(),
    cursor,
    limit,
  }),
  authorize: ({ db, me }, { room }) => (room === undefined ? null : requireMembership(db, me, room)),

  async execute({ db, me }, { filter, cursor, limit }, room): Promise<Page<MyThreadView>> {
    const place = decodeCursor(z.tuple([cursorValue.time, cursorValue.id]), cursor) ?? TOP;
    const query = { roomId: room?.id, unread: filter === "unread", place, most: limit + 1 };
    const rows = await selectThreads(db, me.userId, query);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: await toMyThreads(db, shown),
      nextCursor: last?.lastAt ? encodeCursor([last.lastAt.toISOString(), last.rootId]) : null,
    };
  },
});

/** Lists the caller's latest unread threads in short, LIMITS.unreadThreads at most, for their number. */
export const listUnreadThreads = query({
  key: "thread.unread",
  summary: "List my unread threads in short",
  input: z.object({}),
  authorize: ({ me }) => me,
  execute: async ({ db }, _input, { userId }): Promise<{ items: ThreadState[] }> => ({
    items: await readUnreadThreads(db, userId),
  }),
});

async function toMyThreads(db: Context["db"], threads: readonly ThreadOfPerson[]): Promise<MyThreadView[]> {
  if (threads.length === 0) return [];
  const roomIds = threads.map(({ roomId }) => roomId);
  const rootIds = threads.map(({ rootId }) => rootId);
  const [rooms, found] = await Promise.all([
    db.room.findMany({ where: { id: { in: roomIds } }, select: { id: true, name: true, kind: true } }),
    selectMessages(
      db,
      Prisma.sql`x.id IN (
        SELECT unnest(${rootIds}::uuid[])
        UNION ALL
        SELECT y.id FROM unnest(${roomIds}::uuid[], ${threads.map(({ lastSeq }) => lastSeq ?? 0)}::int[]) AS l (room_id, seq)
         CROSS JOIN LATERAL (SELECT z.id FROM message z WHERE z.room_id = l.room_id AND z.seq = l.seq OFFSET 0) y)`,
    ),
  ]);
  const messages = found.map(toMessageView);
  return threads.flatMap((thread) => {
    const room = rooms.find(({ id }) => id === thread.roomId);
    const root = messages.find(({ id }) => id === thread.rootId);
    const lastReply = messages.find(({ roomId, seq }) => roomId === thread.roomId && seq === thread.lastSeq);
    if (!room || !root || !lastReply) return [];
    const { rootId, roomId, ...state } = toThreadState(thread);
    return [{ room, root, lastReply, ...state }];
  });
}
