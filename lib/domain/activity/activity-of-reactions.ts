import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { publishToMember } from "@/lib/delivery/publish";
import type { ActivityHead } from "@/lib/shared/views";
import type { MessageRow } from "../messages/message-view";

type ReactedMessage = Pick<MessageRow, "id" | "roomId" | "seq" | "senderId" | "kind">;

/**
 * Moves the line about reactions to a message to the latest of them, in the Activity of its author; without one of
 * others it goes. The message's room must be locked.
 * @param byId who has just reacted, or taken a reaction back
 */
export async function noteReactions(
  { db, afterCommit }: EnqueueContext,
  { id, roomId, seq, senderId, kind }: ReactedMessage,
  byId: string,
): Promise<void> {
  if (kind !== "user" || senderId === byId) return;
  const [line] = await db.$queryRaw<{ isUnread: boolean }[]>`
    WITH latest AS (
      SELECT max(created_at)::timestamptz(3) AS at FROM reaction
       WHERE message_id = ${id}::uuid AND user_id <> ${senderId}::uuid
    ),
    before AS (
      SELECT at FROM activity WHERE user_id = ${senderId}::uuid AND subject_id = ${id}::uuid
    ),
    gone AS (
      DELETE FROM activity WHERE user_id = ${senderId}::uuid AND subject_id = ${id}::uuid
         AND (SELECT at FROM latest) IS NULL
    )
    INSERT INTO activity (user_id, subject_id, room_id, message_id, seq, kinds, at)
    SELECT ${senderId}::uuid, ${id}::uuid, ${roomId}::uuid, ${id}::uuid, ${seq}::int, '{reaction}', at
      FROM latest WHERE at IS NOT NULL
        ON CONFLICT (user_id, subject_id) DO UPDATE SET at = EXCLUDED.at
    RETURNING at >= coalesce((SELECT at FROM before), '-infinity')
              AND NOT EXISTS (SELECT 1 FROM notification_settings g
                               WHERE g.user_id = ${senderId}::uuid AND NOT g.reactions) AS "isUnread"`;
  const item: ActivityHead | null = line?.isUnread
    ? { id, kind: "reaction", roomId, seq, threadId: null }
    : null;
  afterCommit(() => publishToMember(senderId, roomId, "activity", { item }));
}
