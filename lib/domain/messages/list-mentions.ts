import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MessageView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "./message-view";

/**
 * The messages that call the caller, in all rooms, newest first: by name, by `@here` while they were there, or by `@all`
 * since they came in. Only what they may read now. Each of their rooms costs one look into an index, however much was said
 * in it. Error: `validation_failed`.
 */
export const listMentions = query({
  key: "message.mentions",
  summary: "Messages that mention me",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId }): Promise<Page<MessageView>> {
    const [before = NEWEST] = decodeCursor(z.tuple([z.uuid()]), cursor) ?? [];
    const rows = await db.$queryRaw<MessageRow[]>`
      SELECT ${MESSAGE_COLUMNS}
        FROM (${calling({ userId, before, many: limit + 1 })}) called
        JOIN message x ON x.id = called.id JOIN "user" u ON u.id = x.sender_id
       ORDER BY x.id DESC`;
    const items = rows.slice(0, limit).map(toMessageView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.id]) : null };
  },
});

/** Greater than every id. */
const NEWEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type Calling = { userId: string; before: string; many: number };

/**
 * The ids of what calls somebody. Ids are UUID v7 and so in the order of time, also between rooms, which `seq` is not: no
 * more is needed of a list to read in.
 */
const calling = ({ userId, before, many }: Calling) => Prisma.sql`
  (SELECT n.message_id AS id
     FROM mention n
     JOIN membership m ON m.room_id = n.room_id AND m.user_id = n.user_id AND n.seq >= m.first_visible_seq
    WHERE n.user_id = ${userId}::uuid AND n.is_active AND n.message_id < ${before}::uuid
    ORDER BY n.message_id DESC LIMIT ${many})
  UNION
  (SELECT a.id
     FROM membership m
    CROSS JOIN LATERAL (
          SELECT x.id FROM message x
           WHERE x.room_id = m.room_id AND x.mention_all AND x.id < ${before}::uuid
             AND x.seq > m.joined_seq AND x.seq >= m.first_visible_seq
             AND x.sender_id <> m.user_id AND x.deleted_at IS NULL
           ORDER BY x.id DESC LIMIT ${many}) a
    WHERE m.user_id = ${userId}::uuid
    ORDER BY a.id DESC LIMIT ${many})
  ORDER BY id DESC LIMIT ${many}`;
