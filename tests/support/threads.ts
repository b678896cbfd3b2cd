import { expect } from "vitest";
import { db } from "@/lib/platform/database/db";

/** Compares what every root says of its thread with the rows of its replies. */
export async function expectThreadsCounted(): Promise<void> {
  const wrong = await db().$queryRaw<unknown[]>`
    SELECT root.text, root.thread_count, root.thread_last_seq, root.thread_user_ids, r.*
      FROM message root
     CROSS JOIN LATERAL (
           SELECT count(*)::int AS many, max(x.seq) AS last_seq, max(x.created_at) AS last_at,
                  ARRAY(SELECT y.sender_id FROM message y WHERE y.thread_id = root.id AND y.deleted_at IS NULL
                         GROUP BY y.sender_id ORDER BY max(y.seq) DESC LIMIT 5) AS user_ids
             FROM message x WHERE x.thread_id = root.id AND x.deleted_at IS NULL) r
     WHERE (root.thread_count, root.thread_last_seq, root.thread_last_at, root.thread_user_ids)
           IS DISTINCT FROM (r.many, r.last_seq, r.last_at, r.user_ids)`;
  expect(wrong).toEqual([]);
}
