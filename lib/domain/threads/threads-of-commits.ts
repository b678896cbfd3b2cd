import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import type { CommitHandler } from "@/lib/delivery/commit-work";
import { onlineUserIds } from "@/lib/delivery/presence";
import { publishToMembers } from "@/lib/delivery/publish";
import type { Db } from "@/lib/platform/database/db";
import { LAST } from "../messages/read-message";
import { selectRoomForMembers, toMyRoomView } from "../rooms/room-view";
import { publishThreads } from "./publish-thread";

/** Followers of a batch's threads up to whom all get the frame; of more only those who are online. */
const FEW = 200;

/**
 * Sends their own state to the followers of threads with new replies, and to the authors their counts of the room, in the
 * transaction that takes the work.
 */
export const threadsOfCommits: CommitHandler = async (ctx, commits) => {
  const replies = await ctx.db.$queryRaw<(Author & { rootId: string; isCounted: boolean })[]>`
    SELECT x.thread_id AS "rootId", x.room_id AS "roomId", x.sender_id AS "userId",
           EXISTS (SELECT 1 FROM mention n
                    WHERE n.user_id = x.sender_id AND n.room_id = x.room_id AND NOT n.in_line AND n.thread_id = x.thread_id
                      AND n.seq < x.last_seq)
           OR EXISTS (SELECT 1 FROM message y
                       WHERE y.room_id = x.room_id AND y.mention_all AND y.thread_id IS NOT NULL AND NOT y.also_in_room
                         AND y.thread_id = x.thread_id AND y.seq < x.last_seq)
           OR EXISTS (SELECT 1 FROM message y
                       WHERE y.room_id = x.room_id AND y.also_in_room AND y.thread_id = x.thread_id AND y.seq < x.last_seq
                         AND y.seq > m.last_read_seq) AS "isCounted"
      FROM (SELECT x.thread_id, x.room_id, x.sender_id, max(x.seq) AS last_seq
              FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[], ${commits.map(({ fromSeq }) => fromSeq)}::int[],
                          ${commits.map(({ toSeq }) => toSeq)}::int[]) AS c (room_id, from_seq, to_seq)
             CROSS JOIN LATERAL (
                   SELECT x.thread_id, x.room_id, x.sender_id, x.seq FROM message x
                    WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq AND x.thread_id IS NOT NULL
                   OFFSET 0) x
             GROUP BY x.thread_id, x.room_id, x.sender_id) x
      LEFT JOIN membership m ON m.room_id = x.room_id AND m.user_id = x.sender_id`;
  await publishToFollowers(ctx, [...new Set(replies.map(({ rootId }) => rootId))]);
  await publishToAuthors(
    ctx,
    replies.filter(({ isCounted }) => isCounted),
  );
};

type Author = { roomId: string; userId: string };

/**
 * Publishes to authors of replies their counts of the room, where the thread has calls or replies in the line: one's own reply
 * reads them.
 */
async function publishToAuthors({ db, afterCommit }: EnqueueContext, authors: readonly Author[]) {
  for (const roomId of new Set(authors.map((one) => one.roomId))) {
    const userIds = authors.filter((one) => one.roomId === roomId).map(({ userId }) => userId);
    const rows = await selectRoomForMembers(db, roomId, userIds);
    const parts = rows.map((row) => ({ userId: row.userId, payload: { room: toMyRoomView(row) } }));
    afterCommit(() => publishToMembers(roomId, "room", parts));
  }
}

/** Publishes the state of each follower of some threads. */
export async function publishToFollowers(ctx: EnqueueContext, rootIds: readonly string[]): Promise<void> {
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
