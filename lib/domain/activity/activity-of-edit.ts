import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import { findKeywordHits } from "./keyword-hits";
import { writeActivity } from "./write-activity";

/**
 * Writes the lines of an edited message: people whom only the edit mentions get a new one. Lines for names that it took
 * out stay and show nothing, because the query looks at the mention itself; for keywords they are changed here.
 */
export async function updateActivity(
  ctx: EnqueueContext,
  message: Pick<MessageRow, "id" | "roomId" | "senderId">,
  text: string,
): Promise<void> {
  const { id, roomId } = message;
  const hits = await findKeywordHits(ctx.db, [roomId], async () => [{ ...message, text }]);
  // Only people with settings have keywords. By them, each line is found along the key.
  await ctx.db.$executeRaw`
    UPDATE activity a SET kinds = array_remove(a.kinds, 'keyword'), keyword = NULL
      FROM membership m JOIN notification_settings g ON g.user_id = m.user_id
     WHERE m.room_id = ${roomId}::uuid AND a.user_id = m.user_id AND a.subject_id = ${id}::uuid AND a.keyword IS NOT NULL
       AND a.user_id <> ALL(${hits.map(({ userId }) => userId)}::uuid[])`;
  const said = Prisma.sql`
    SELECT x.id, x.room_id, x.seq, x.sender_id, x.reply_to_id, x.mention_all, now() AS at
      FROM message x WHERE x.id = ${id}::uuid`;
  await writeActivity(ctx, said, hits, { isEdit: true });
}
