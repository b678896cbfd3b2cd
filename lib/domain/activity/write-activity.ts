import type { EnqueueContext } from "@/lib/core/jobs/enqueue";
import { publishToMembers } from "@/lib/delivery/publish";
import type { ActivityHead, ActivityKind } from "@/lib/shared/views";
import type { Prisma } from "@/prisma/generated/client";

/** Kinds of lines that follow from a message, in the order in which one of them names the line. */
const CALLS = ["mention", "reply", "keyword"] as const satisfies ActivityKind[];

/** A keyword of a person in a message. */
export type KeywordHit = { messageId: string; userId: string; keyword: string };

type WrittenRow = {
  userId: string;
  id: string;
  roomId: string;
  seq: number;
  threadId: string | null;
  kinds: string[];
  isNew: boolean;
  isMarked: boolean;
};

/**
 * Writes a line for everybody whom messages mention, whose message they answer, or whose keyword is in them. A line that
 * is there gets its kinds anew. New lines go to open pages after the commit; of an edit also those that were there,
 * because it can give back what an earlier edit took away.
 * @param said selects the messages: `id, room_id, seq, sender_id, reply_to_id, mention_all` and `at`, their place in the list
 */
export async function writeActivity(
  ctx: EnqueueContext,
  said: Prisma.Sql,
  hits: readonly KeywordHit[],
  { isEdit = false } = {},
): Promise<void> {
  const rows = await ctx.db.$queryRaw<WrittenRow[]>`
    WITH said AS MATERIALIZED (${said}),
    called AS (
      SELECT s.id, n.user_id, 'mention' AS kind, NULL::text AS keyword FROM said s
       CROSS JOIN LATERAL (SELECT n.user_id FROM mention n WHERE n.message_id = s.id AND n.is_active OFFSET 0) n
      UNION ALL
      SELECT s.id, m.user_id, 'mention', NULL FROM said s
       CROSS JOIN LATERAL (
             SELECT m.user_id FROM membership m
              WHERE m.room_id = s.room_id AND s.mention_all AND m.joined_seq < s.seq OFFSET 0) m
      UNION ALL
      SELECT s.id, t.sender_id, 'reply', NULL FROM said s
       CROSS JOIN LATERAL (
             SELECT t.sender_id FROM message t WHERE t.id = s.reply_to_id AND t.kind = 'user' OFFSET 0) t
      UNION ALL
      SELECT * FROM (
        SELECT unnest(${hits.map(({ messageId }) => messageId)}::uuid[]) AS id,
               unnest(${hits.map(({ userId }) => userId)}::uuid[]), 'keyword',
               unnest(${hits.map(({ keyword }) => keyword)}::text[])) k
    )
    INSERT INTO activity AS a (user_id, subject_id, room_id, message_id, seq, kinds, keyword, at)
    SELECT c.user_id, s.id, s.room_id, s.id, s.seq, array_agg(DISTINCT c.kind), max(c.keyword), s.at
      FROM called c JOIN said s ON s.id = c.id
     WHERE c.user_id <> s.sender_id
     GROUP BY c.user_id, s.id, s.room_id, s.seq, s.at
     ORDER BY c.user_id
        ON CONFLICT (user_id, subject_id) DO UPDATE SET kinds = EXCLUDED.kinds, keyword = EXCLUDED.keyword
    RETURNING a.user_id AS "userId", a.subject_id AS id, a.room_id AS "roomId", a.seq, a.kinds,
              (SELECT x.thread_id FROM message x WHERE x.id = a.message_id AND NOT x.also_in_room) AS "threadId",
              a.xmax = 0 AS "isNew", a.read_at IS NOT NULL AS "isMarked"`;
  const fresh = Map.groupBy(
    rows.filter(({ isNew, isMarked }) => isNew || (isEdit && !isMarked)),
    ({ roomId }) => roomId,
  );
  if (fresh.size > 0) ctx.afterCommit(() => fresh.forEach(publishLines));
}

/** Publishes new lines of a room to the open pages of its members. Others get nothing. */
function publishLines(rows: readonly WrittenRow[], roomId: string): void {
  publishToMembers(
    roomId,
    "activity",
    rows.map(({ userId, id, seq, threadId, kinds }) => ({
      userId,
      payload: { item: headOf({ id, roomId, seq, threadId, kinds }) },
    })),
  );
}

function headOf({
  id,
  roomId,
  seq,
  threadId,
  kinds,
}: Omit<WrittenRow, "userId" | "isNew" | "isMarked">): ActivityHead {
  return { id, kind: CALLS.find((kind) => kinds.includes(kind)) ?? "mention", roomId, seq, threadId };
}
