import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Tx } from "@/lib/platform/database/db";
import { Prisma } from "@/prisma/generated/client";
import { changeMessage } from "../messages/change-message";
import type { MessageRow } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";

/**
 * Counts the replies of threads anew, from their rows, as the room's next changes: one for each root. Call it after the
 * replies changed, in the same locked room.
 */
export async function recountThreads(
  ctx: Pick<ChangeContext, "db" | "changed">,
  rootIds: readonly (string | null)[],
): Promise<void> {
  const ids = [...new Set(rootIds)].filter((id) => id !== null).sort();
  if (ids.length === 0) return;
  const roots = await selectMessages(
    ctx.db,
    Prisma.sql`x.id = ANY(${ids}::uuid[])`,
    Prisma.sql`ORDER BY x.id`,
  );
  for (const root of roots) {
    await countReplies(ctx.db, root.id);
    await changeMessage(ctx, root, () => ({}));
  }
}

/** Counts the thread of a changed reply anew if its root shows that reply. */
export async function updateRoot(
  ctx: Pick<ChangeContext, "db" | "changed">,
  { threadId, seq }: Pick<MessageRow, "threadId" | "seq">,
): Promise<void> {
  if (threadId === null) return;
  const { threadLastSeq } = await ctx.db.message.findUniqueOrThrow({
    where: { id: threadId },
    select: { threadLastSeq: true },
  });
  if (threadLastSeq === seq) await recountThreads(ctx, [threadId]);
}

/** Writes the counts in one statement: a time of PostgreSQL is more exact than one of JavaScript. */
const countReplies = (db: Tx, rootId: string): Promise<number> =>
  db.$executeRaw`
    WITH replies AS MATERIALIZED (
      SELECT x.seq, x.sender_id, x.created_at FROM message x WHERE x.thread_id = ${rootId}::uuid AND x.deleted_at IS NULL),
    newest AS (SELECT r.seq, r.created_at FROM replies r ORDER BY r.seq DESC LIMIT 1)
    UPDATE message
       SET thread_count = (SELECT count(*)::int FROM replies), thread_last_seq = (SELECT n.seq FROM newest n),
           thread_last_at = (SELECT n.created_at FROM newest n),
           thread_user_ids = ARRAY(SELECT r.sender_id FROM replies r
                                    GROUP BY r.sender_id ORDER BY max(r.seq) DESC LIMIT 5)
     WHERE message.id = ${rootId}::uuid`;
