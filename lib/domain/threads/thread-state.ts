import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ThreadState } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";

/** A thread as the function `threads_of` gives it to one person. */
export type ThreadOfPerson = ThreadState & { lastSeq: number | null; lastAt: Date | null };

/** A place in the list of threads: the time of the newest reply, and the root's id. */
export type ThreadPlace = [at: string, id: string];

/** Above every thread. */
export const TOP: ThreadPlace = ["9999-12-31T00:00:00.000Z", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

const COLUMNS = Prisma.sql`
  t.root_id AS "rootId", t.room_id AS "roomId", t.last_read_seq AS "lastReadSeq", t.is_followed AS "isFollowed",
  t.last_seq AS "lastSeq", t.last_at AS "lastAt", t.unread_count AS "unreadCount", t.mention_count AS "mentionCount"`;

type ThreadQuery = { roomId?: string | undefined; unread: boolean; place?: ThreadPlace; most: number };

/** Selects the threads that a person follows, the latest reply first. The list and all counts are made of these rows. */
export const selectThreads = (
  db: Db,
  userId: string,
  { roomId, unread, place: [at, id] = TOP, most }: ThreadQuery,
): Promise<ThreadOfPerson[]> =>
  db.$queryRaw<ThreadOfPerson[]>`
    SELECT ${COLUMNS}
      FROM threads_of(${userId}::uuid, NULL, ${roomId ?? null}::uuid, ${unread}::boolean, ${at}::timestamptz, ${id}::uuid,
                      ${most}::int) t
     ORDER BY t.last_at DESC, t.root_id DESC`;

/** Reads the states of people in threads; a person who may not read the root has none. */
export async function readThreadStates(
  db: Db,
  people: readonly { userId: string; rootId: string }[],
): Promise<{ userId: string; state: ThreadState }[]> {
  if (people.length === 0) return [];
  const rows = await db.$queryRaw<(ThreadOfPerson & { userId: string })[]>`
    SELECT p.user_id AS "userId", ${COLUMNS}
      FROM unnest(${people.map(({ userId }) => userId)}::uuid[], ${people.map(({ rootId }) => rootId)}::uuid[])
             AS p (user_id, root_id)
     CROSS JOIN LATERAL threads_of(p.user_id, p.root_id, NULL, false, 'infinity', p.root_id, 1) t`;
  return rows.map(({ userId, ...row }) => ({ userId, state: toThreadState(row) }));
}

/** Reads the caller's unread threads, LIMITS.unreadThreads at most. */
export const readUnreadThreads = async (db: Db, userId: string): Promise<ThreadState[]> =>
  (await selectThreads(db, userId, { unread: true, most: LIMITS.unreadThreads })).map(toThreadState);

export const toThreadState = ({
  rootId,
  roomId,
  unreadCount,
  mentionCount,
  lastReadSeq,
  isFollowed,
}: ThreadState): ThreadState => ({ rootId, roomId, unreadCount, mentionCount, lastReadSeq, isFollowed });
