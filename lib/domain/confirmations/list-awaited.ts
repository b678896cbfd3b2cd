import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { MessageView, Page } from "@/lib/shared/views";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit } from "../fields";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "../messages/message-view";
import { WITH_SENDER } from "../messages/read-message";

/** Greater than every id. */
const NEWEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Lists the messages that wait for the caller's confirmation, newest first: those that they may read and confirm now. Error:
 * `validation_failed`.
 */
export const listAwaited = query({
  key: "message.awaited",
  summary: "List messages that wait for my confirmation",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId, isBot }): Promise<Page<MessageView>> {
    if (isBot) return { items: [], nextCursor: null };
    const [before = NEWEST] = decodeCursor(z.tuple([cursorValue.id]), cursor) ?? [];
    const rows = await readAwaited(db, { userId, before, many: limit + 1 });
    const items = rows.slice(0, limit).map(toMessageView);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.id]) : null };
  },
});

const readAwaited = (db: Db, { userId, before, many }: { userId: string; before: string; many: number }) =>
  db.$queryRaw<MessageRow[]>`
    SELECT ${MESSAGE_COLUMNS}
      FROM membership m
      JOIN room r ON r.id = m.room_id AND r.archived_at IS NULL AND r.deleted_at IS NULL
     CROSS JOIN LATERAL (
           SELECT x.* FROM message x
            WHERE x.room_id = m.room_id AND x.confirmation IS NOT NULL AND x.id < ${before}::uuid
              AND x.seq > m.joined_seq AND x.seq >= m.first_visible_seq AND x.sender_id <> m.user_id
              AND NOT EXISTS (SELECT 1 FROM message_confirmation c
                               WHERE c.message_id = x.id AND c.user_id = m.user_id)
            ORDER BY x.id DESC LIMIT ${many}) x
     ${WITH_SENDER}
     WHERE m.user_id = ${userId}::uuid
     ORDER BY x.id DESC LIMIT ${many}`;
