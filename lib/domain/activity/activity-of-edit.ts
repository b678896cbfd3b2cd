import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import { readMembers } from "../notifications/member-facts";
import { findKeywords } from "./keyword-hits";
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
  const members = await readMembers(
    ctx.db,
    Prisma.sql`m.room_id = ${roomId}::uuid AND g.user_id IS NOT NULL`,
  );
  const hits = findKeywords([{ ...message, text }], members);
  const hit = new Set(hits.map(({ userId }) => userId));
  const missed = members.map(({ userId }) => userId).filter((userId) => !hit.has(userId));
  if (missed.length > 0)
    await ctx.db.$executeRaw`
      UPDATE activity SET kinds = array_remove(kinds, 'keyword'), keyword = NULL
       WHERE subject_id = ${id}::uuid AND user_id = ANY(${missed}::uuid[]) AND keyword IS NOT NULL`;
  const said = Prisma.sql`
    SELECT x.id, x.room_id, x.seq, x.sender_id, x.reply_to_id, x.mention_all, now() AS at
      FROM message x WHERE x.id = ${id}::uuid`;
  await writeActivity(ctx, said, hits, { isEdit: true });
}
