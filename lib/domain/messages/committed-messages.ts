import type { Commit } from "@/lib/delivery/commit-work";
import type { Db } from "@/lib/platform/database/db";
import type { Prisma } from "@/prisma/generated/client";
import { MESSAGE_COLUMNS, type MessageRow } from "./message-view";
import { WITH_SENDER } from "./read-message";

/**
 * Reads the new messages of commits, in the order of the commits, as they are now: without system messages and without
 * those deleted since.
 * @param where a condition over `x`, the message, so that a handler reads only what concerns it
 */
export const readCommittedMessages = (
  db: Db,
  commits: readonly Commit[],
  where: Prisma.Sql,
): Promise<MessageRow[]> =>
  db.$queryRaw<MessageRow[]>`
    SELECT ${MESSAGE_COLUMNS}
      FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[], ${commits.map(({ fromSeq }) => fromSeq)}::int[],
                  ${commits.map(({ toSeq }) => toSeq)}::int[]) WITH ORDINALITY AS c (room_id, from_seq, to_seq, place)
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq
              AND x.kind = 'user' AND x.deleted_at IS NULL AND (${where}) OFFSET 0) x ${WITH_SENDER}
     ORDER BY c.place, x.seq`;
