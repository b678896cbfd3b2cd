import type { CommitHooks } from "@/lib/core/after-commit";
import type { WriteContext } from "@/lib/core/operation";
import { publishToMember } from "@/lib/delivery/publish";
import type { Db } from "@/lib/platform/database/db";
import type { ThreadState } from "@/lib/shared/views";
import type { MessageRow } from "../messages/message-view";
import { bumpUserRev, publishMyRoom } from "../rooms/publish-my-room";
import { readThreadStates } from "./thread-state";

type PublishContext = Pick<WriteContext<unknown>, "db" | "afterCommit">;

/**
 * Publishes a member's own state in threads to their devices, and bumps their `rev`, as publishMyRoom does. Only the last
 * frame carries the new `userRev`. Call it last in the transaction.
 */
export async function publishMyThreads(
  { db, afterCommit }: PublishContext,
  userId: string,
  rootIds: readonly string[],
): Promise<void> {
  if (rootIds.length === 0) return;
  const userRev = await bumpUserRev(db, userId);
  const states = await readThreadStates(
    db,
    rootIds.map((rootId) => ({ userId, rootId })),
  );
  for (const [index, { state }] of states.entries()) {
    const frame = { ...state, userRev: index === states.length - 1 ? userRev : userRev - 1 };
    afterCommit(() => publishToMember(userId, state.roomId, "thread", frame));
  }
}

/**
 * Publishes the caller's counts of a thread's room if a read mark that moved in the thread changes them: by a mention, or a
 * reply that was sent to the room too.
 *
 * @param marks the read mark before and after, in either order
 */
export async function publishRoomOfThread(
  ctx: WriteContext,
  { id, roomId }: Pick<MessageRow, "id" | "roomId">,
  marks: readonly [number, number],
): Promise<void> {
  const { userId } = ctx.me;
  const counted = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM message x
     WHERE x.thread_id = ${id}::uuid AND x.seq > ${Math.min(...marks)}::int AND x.seq <= ${Math.max(...marks)}::int
       AND (x.also_in_room OR x.mention_all
            OR EXISTS (SELECT 1 FROM mention n WHERE n.message_id = x.id AND n.user_id = ${userId}::uuid)) LIMIT 1`;
  if (counted.length > 0) await publishMyRoom(ctx, roomId, [userId]);
}

/** Publishes to people what a change by others made of their state in threads: new replies, deleted ones. */
export async function publishThreads(
  { db, afterCommit }: { db: Db } & Pick<CommitHooks, "afterCommit">,
  people: readonly { userId: string; rootId: string }[],
): Promise<void> {
  const states = await readThreadStates(db, people);
  if (states.length > 0)
    afterCommit(() => {
      for (const { userId, state } of states) publishState(userId, state);
    });
}

const publishState = (userId: string, state: ThreadState) =>
  publishToMember(userId, state.roomId, "thread", state);
