import type { CommitHandler } from "@/lib/delivery/commit-work";
import { onlineUserIds } from "@/lib/delivery/presence";
import type { Db } from "@/lib/platform/database/db";
import { LAST } from "../messages/read-message";
import { publishThreads } from "./publish-thread";

/** Followers of a batch's threads up to whom all get the frame; of more only those who are online. */
const FEW = 200;

/** Sends their own state to the followers of threads with new replies, in the transaction that takes the work. */
export const threadsOfCommits: CommitHandler = async (ctx, commits) => {
  const roots = await ctx.db.$queryRaw<{ rootId: string }[]>`
    SELECT DISTINCT x.thread_id AS "rootId"
      FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[], ${commits.map(({ fromSeq }) => fromSeq)}::int[],
                  ${commits.map(({ toSeq }) => toSeq)}::int[]) AS c (room_id, from_seq, to_seq)
     CROSS JOIN LATERAL (
           SELECT x.thread_id FROM message x
            WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq AND x.thread_id IS NOT NULL OFFSET 0) x`;
  await publishToFollowers(
    ctx,
    roots.map(({ rootId }) => rootId),
  );
};

/** Publishes the state of each follower of some threads. */
export async function publishToFollowers(
  ctx: Parameters<CommitHandler>[0],
  rootIds: readonly string[],
): Promise<void> {
  if (rootIds.length === 0) return;
  const followers = await readFollowers(ctx.db, rootIds);
  const online = followers.length > FEW ? new Set(onlineUserIds()) : null;
  await publishThreads(ctx, online ? followers.filter(({ userId }) => online.has(userId)) : followers);
}

/**
 * Reads who follows threads: the same rule as in threads_of.sql, from the side of the thread. A thread that has just lost its
 * last reply still has its followers.
 */
const readFollowers = (db: Db, rootIds: readonly string[]): Promise<{ userId: string; rootId: string }[]> =>
  db.$queryRaw`
    SELECT m.user_id AS "userId", root.id AS "rootId"
      FROM unnest(${[...rootIds]}::uuid[]) AS i (id)
     CROSS JOIN LATERAL (
           SELECT x.id, x.room_id, x.seq, x.thread_last_seq FROM message x
            WHERE x.id = i.id OFFSET 0) root
     CROSS JOIN LATERAL (SELECT r.kind IN ('group', 'direct') AS is_conversation FROM room r WHERE r.id = root.room_id OFFSET 0) r
     CROSS JOIN LATERAL (
           SELECT f.user_id FROM thread_follow f WHERE f.root_id = root.id AND f.is_followed
            UNION ALL
           SELECT m.user_id FROM membership m
             LEFT JOIN thread_follow f ON f.user_id = m.user_id AND f.root_id = root.id
            WHERE m.room_id = root.room_id AND f.is_followed IS NULL
              AND (r.is_conversation OR m.follow_threads_from <= coalesce(root.thread_last_seq, ${LAST}::int))) w
     CROSS JOIN LATERAL (
           SELECT x.user_id FROM membership x
            WHERE x.room_id = root.room_id AND x.user_id = w.user_id AND root.seq >= x.first_visible_seq OFFSET 0) m`;
