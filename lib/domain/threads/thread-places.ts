import type { Db } from "@/lib/platform/database/db";

/** A person's choice for a thread, and the `seq` up to which they have read it. */
export type ThreadPlace = { isFollowed: boolean; lastReadSeq: number };

type PlaceRow = ThreadPlace & { rootId: string; userId: string };

/**
 * Reads whether members follow threads, and how far they have read them, by the rule of threads_of.sql but without counts.
 * @returns the places by `rootId userId`; a person who is not in the room, or may not read the root, has none
 */
export async function readThreadPlaces(
  db: Db,
  rootIds: readonly string[],
  userIds: readonly string[],
): Promise<Map<string, ThreadPlace>> {
  if (rootIds.length === 0) return new Map();
  const rows = await db.$queryRaw<PlaceRow[]>`
    SELECT root.id AS "rootId", m.user_id AS "userId",
           coalesce(f.is_followed, r.kind IN ('group', 'direct') OR m.follow_threads_from <= root.thread_last_seq, false)
             AS "isFollowed",
           coalesce(f.last_read_seq, m.threads_read_seq) AS "lastReadSeq"
      FROM unnest(${[...new Set(rootIds)]}::uuid[]) AS i (id)
     CROSS JOIN LATERAL (
           SELECT x.id, x.room_id, x.seq, x.thread_last_seq FROM message x WHERE x.id = i.id OFFSET 0) root
     CROSS JOIN LATERAL (SELECT x.kind FROM room x WHERE x.id = root.room_id OFFSET 0) r
     CROSS JOIN unnest(${[...new Set(userIds)]}::uuid[]) AS p (id)
     CROSS JOIN LATERAL (
           SELECT x.user_id, x.follow_threads_from, x.threads_read_seq FROM membership x
            WHERE x.room_id = root.room_id AND x.user_id = p.id AND root.seq >= x.first_visible_seq OFFSET 0) m
      LEFT JOIN LATERAL (
           SELECT x.is_followed, x.last_read_seq FROM thread_follow x
            WHERE x.user_id = m.user_id AND x.root_id = root.id OFFSET 0) f ON true`;
  return new Map(
    rows.map(({ rootId, userId, isFollowed, lastReadSeq }) => [
      `${rootId} ${userId}`,
      { isFollowed, lastReadSeq },
    ]),
  );
}
