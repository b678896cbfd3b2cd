import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { id } from "../fields";
import { lockUser } from "../rooms/publish-my-room";
import { publishMyThreads, publishRoomOfThread } from "./publish-thread";
import { type FoundThread, requireThread } from "./require-thread";

const input = z.object({ message: id });

/** Locks the caller before the thread is read, so that two devices follow each other. */
async function lockThread({ db, me, ...ctx }: WriteContext, { message }: z.output<typeof input>) {
  await lockUser(db, me.userId);
  return requireThread({ ...ctx, db, me }, message);
}

/**
 * Follows a thread, named by its root: new replies in it are unread for the caller. What was said before they follow it
 * counts as read. Errors: `not_found`; `validation_failed` for a reply.
 */
export const followThread = operation({
  key: "thread.follow",
  summary: "Follow a thread",
  input,
  authorize: lockThread,
  execute: (ctx, _input, found) => choose(ctx, found, true),
});

/**
 * Stops following a thread, until the caller answers in it, is mentioned in it by name, or follows it again. Errors: as for
 * following.
 */
export const unfollowThread = operation({
  key: "thread.unfollow",
  summary: "Stop following a thread",
  input,
  authorize: lockThread,
  execute: (ctx, _input, found) => choose(ctx, found, false),
});

async function choose(ctx: WriteContext, { root, state }: FoundThread, isFollowed: boolean): Promise<void> {
  const { userId } = ctx.me;
  const isFirst = isFollowed && !state.isFollowed;
  const readSeq = Math.max(state.lastReadSeq, isFirst ? (root.threadLastSeq ?? root.seq) : 0);
  const changed = await ctx.db.$executeRaw`
    INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
    VALUES (${userId}::uuid, ${root.id}::uuid, ${root.roomId}::uuid, ${isFollowed}, ${readSeq}::int)
        ON CONFLICT (user_id, root_id) DO UPDATE
           SET is_followed = EXCLUDED.is_followed, last_read_seq = greatest(f.last_read_seq, EXCLUDED.last_read_seq)
         WHERE f.is_followed IS DISTINCT FROM EXCLUDED.is_followed`;
  if (changed === 0) return;
  await publishMyThreads(ctx, userId, [root.id]);
  await publishRoomOfThread(ctx, root, [state.lastReadSeq, readSeq]);
}
