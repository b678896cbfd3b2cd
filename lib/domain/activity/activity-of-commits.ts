import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import { findKeywordHits } from "./keyword-hits";
import { writeActivity } from "./write-activity";

/** Writes the lines of new messages into people's Activity, in the transaction that takes their work. */
export const activityOfCommits: CommitHandler = async (ctx, commits) => {
  const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
  const hits = await findKeywordHits(ctx.db, roomIds, () =>
    readCommittedMessages(ctx.db, commits, Prisma.sql`true`),
  );
  const said = Prisma.sql`
    SELECT x.id, x.room_id, x.seq, x.sender_id, x.reply_to_id, x.mention_all, x.created_at AS at
      FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[], ${commits.map(({ fromSeq }) => fromSeq)}::int[],
                  ${commits.map(({ toSeq }) => toSeq)}::int[]) AS c (room_id, from_seq, to_seq)
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq
              AND x.kind = 'user' AND x.deleted_at IS NULL
              AND (${CALLS} OR x.id = ANY(${hits.map(({ messageId }) => messageId)}::uuid[])) OFFSET 0) x`;
  await writeActivity(ctx, said, hits);
};

/** Condition for messages that may mention or answer somebody. Most do not, and nothing else is read for them. */
const CALLS = Prisma.sql`
  x.reply_to_id IS NOT NULL OR x.mention_all OR x.mention_here OR x.mention_user_ids <> '{}' OR x.mention_groups <> '[]'`;
