import { z } from "zod";
import { operation, query } from "@/lib/core/operation";
import type { ThreadState } from "@/lib/shared/views";
import { id, seq } from "../fields";
import { lockUser } from "../rooms/publish-my-room";
import { publishMyThreads, publishRoomOfThread } from "./publish-thread";
import { requireThread } from "./require-thread";

/** Reads the caller's own state in a thread. Errors: `not_found`; `validation_failed` for a reply. */
export const readThread = query({
  key: "thread.read",
  summary: "Get my state in a thread",
  input: z.object({ message: id }),
  authorize: (ctx, { message }) => requireThread(ctx, message),
  execute: async (_ctx, _input, { state }): Promise<ThreadState> => state,
});

/**
 * Moves the caller's read mark in a thread forward to `lastReadSeq`; with `force` in both directions ("mark as unread"). The
 * read mark of the room stays, and reading does not follow; marking as unread keeps a followed thread followed. The caller's
 * other devices are updated. Errors: `not_found`; `validation_failed` for a reply.
 */
export const markThreadRead = operation({
  key: "thread.mark-read",
  summary: "Mark a thread as read up to a reply",
  input: z.object({ message: id, lastReadSeq: seq, force: z.boolean().default(false) }),

  async authorize(ctx, { message }) {
    await lockUser(ctx.db, ctx.me.userId);
    return requireThread(ctx, message);
  },

  async execute(ctx, { lastReadSeq, force }, { root, state }): Promise<void> {
    const { userId } = ctx.me;
    const newest = await ctx.db.room.findUniqueOrThrow({ where: { id: root.roomId }, select: { seq: true } });
    const to = Math.min(lastReadSeq, newest.seq);
    if (force ? to === state.lastReadSeq : to <= state.lastReadSeq) return;
    // By choice, so that replies count that came before all threads of the room were followed.
    const isFollowed = force && state.isFollowed ? true : null;
    // The function reads what was there before this statement.
    const [before] = await ctx.db.$queryRaw<{ seq: number }[]>`
      INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
      VALUES (${userId}::uuid, ${root.id}::uuid, ${root.roomId}::uuid, ${isFollowed}::boolean, ${to}::int)
          ON CONFLICT (user_id, root_id) DO UPDATE
             SET last_read_seq = EXCLUDED.last_read_seq, is_followed = coalesce(f.is_followed, EXCLUDED.is_followed)
      RETURNING thread_read_seq(f.user_id, f.room_id, f.root_id) AS seq`;
    await publishMyThreads(ctx, userId, [root.id]);
    await publishRoomOfThread(ctx, root, [to, before?.seq ?? to]);
  },
});
