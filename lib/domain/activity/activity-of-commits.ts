import type { CommitHandler } from "@/lib/delivery/commit-work";
import { Prisma } from "@/prisma/generated/client";
import { readCommittedMessages } from "../messages/committed-messages";
import { readMembers } from "../notifications/member-facts";
import { findKeywords } from "./keyword-hits";
import { writeActivity } from "./write-activity";

/** Writes the lines of new messages into people's Activity, in the transaction that takes their work. */
export const activityOfCommits: CommitHandler = async (ctx, commits) => {
  const roomIds = [...new Set(commits.map(({ roomId }) => roomId))];
  const members = await readMembers(
    ctx.db,
    Prisma.sql`m.room_id = ANY(${roomIds}::uuid[]) AND (cardinality(g.keywords) > 0 OR g.own_name <> 'off')`,
  );
  const rooms = [...new Set(members.map(({ roomId }) => roomId))];
  const messages =
    rooms.length > 0
      ? await readCommittedMessages(ctx.db, commits, Prisma.sql`x.room_id = ANY(${rooms}::uuid[])`)
      : [];
  const said = Prisma.sql`
    SELECT x.id, x.room_id, x.seq, x.sender_id, x.reply_to_id, x.mention_all, x.created_at AS at
      FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[], ${commits.map(({ fromSeq }) => fromSeq)}::int[],
                  ${commits.map(({ toSeq }) => toSeq)}::int[]) AS c (room_id, from_seq, to_seq)
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq
              AND x.kind = 'user' AND x.deleted_at IS NULL OFFSET 0) x`;
  await writeActivity(ctx, said, findKeywords(messages, members));
};
