import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MessageView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../../cursor";
import { cursor, limit } from "../../fields";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "../message-view";
import { WITH_SENDER } from "../read-message";

/**
 * Lists messages that mention the caller in all rooms, newest first: by name, by `@here` while they were online, or
 * by `@all` since they joined. Only messages that they may read now. Each of their rooms costs one index look-up,
 * however many messages it has. Error: `validation_failed`.
 */
export const listMentions = query({
  key: "message.mentions",
  summary: "List messages that mention me",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId }): Promise<Page<MessageView>> {
    const [before = NEWEST] = decodeCursor(z.tuple([cursorValue.id]), cursor) ?? [];
    const rows = await db.$queryRaw<MessageRow[]>`
      SELECT ${MESSAGE_COLUMNS}
        FROM (${mentionIds({ userId, before, many: limit + 1 })}) called
       CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = called.id OFFSET 0) x ${WITH_SENDER}
       ORDER BY x.id DESC`;
    const items = rows.slice(0, limit).map(toMessageView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.id]) : null };
  },
});

/** Greater than every id. */
const NEWEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type MentionQuery = { userId: string; before: string; many: number };

/** Selects the ids of messages that mention a person. Ids are UUID v7, ordered by time across rooms, unlike `seq`. */
const mentionIds = ({ userId, before, many }: MentionQuery) => Prisma.sql`
  SELECT n.id FROM calls_by_name(${userId}::uuid, ${before}::uuid, ${many}::int) AS n (id)
  UNION
  SELECT a.id
    FROM membership m
   CROSS JOIN LATERAL calls_for_all(
         m.room_id, ${before}::uuid, greatest(m.joined_seq + 1, m.first_visible_seq), m.user_id, ${many}::int) AS a (id)
   WHERE m.user_id = ${userId}::uuid
   ORDER BY id DESC LIMIT ${many}`;
