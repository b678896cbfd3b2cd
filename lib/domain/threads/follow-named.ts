import type { Tx } from "@/lib/platform/database/db";
import type { MessageRow } from "../messages/message-view";

/**
 * Lets people whom an edit names follow the thread of the message, as a new reply that names them does
 * (follow_threads.sql). Call it after `recountMentions`, which locks people: their own acts lock in this order too.
 *
 * @returns the root of that thread; null if the message has none
 */
export async function followNamed(
  db: Tx,
  { id, roomId, seq, threadId, threadCount, threadLastSeq }: MessageRow,
  userIds: readonly string[],
): Promise<string | null> {
  const rootId = threadId ?? (threadCount > 0 ? id : null);
  if (rootId === null || userIds.length === 0) return rootId;
  const from = threadId ? seq : (threadLastSeq ?? seq) + 1;
  await db.$executeRaw`
    INSERT INTO thread_follow AS f (user_id, root_id, room_id, is_followed, last_read_seq)
    SELECT m.user_id, ${rootId}::uuid, m.room_id, true, thread_start_seq(m.user_id, m.room_id, ${rootId}::uuid, ${from}::int)
      FROM membership m
     WHERE m.room_id = ${roomId}::uuid AND m.user_id = ANY(${[...userIds]}::uuid[])
     ORDER BY m.user_id
        ON CONFLICT (user_id, root_id) DO UPDATE
           SET is_followed = true,
               last_read_seq = CASE WHEN f.is_followed IS FALSE THEN greatest(f.last_read_seq, EXCLUDED.last_read_seq)
                                    ELSE f.last_read_seq END
         WHERE f.is_followed IS NOT TRUE`;
  return rootId;
}
