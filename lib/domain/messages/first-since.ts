import type { Db } from "@/lib/platform/database/db";

type ReadableRange = { id: string; seq: number; firstVisibleSeq: number };

/**
 * Finds the `seq` of the first message of a room at or after a time; of the last one if there is none. Times follow
 * the order of `seq`, so it is a binary search: twenty look-ups by key in a room of a million messages.
 */
export async function firstSince(
  db: Db,
  { id, seq, firstVisibleSeq }: ReadableRange,
  time: string,
): Promise<number> {
  const [found] = await db.$queryRaw<{ seq: number }[]>`
    WITH RECURSIVE halved (low, high) AS (
      SELECT ${firstVisibleSeq}::int, ${seq}::int
      UNION ALL
      SELECT CASE WHEN middle.is_before THEN middle.seq + 1 ELSE low END,
             CASE WHEN middle.is_before THEN high ELSE (low + high) / 2 END
        FROM halved,
             LATERAL (SELECT x.seq, x.created_at < ${time}::timestamptz AS is_before FROM message x
                       WHERE x.room_id = ${id}::uuid AND x.seq >= (low + high) / 2 ORDER BY x.seq LIMIT 1) middle
       WHERE low < high
    )
    SELECT least(low, high) AS seq FROM halved ORDER BY high - low LIMIT 1`;
  return found?.seq ?? seq;
}
