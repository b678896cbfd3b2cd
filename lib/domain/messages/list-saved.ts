import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { MessageView, Page } from "@/lib/shared/views";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, limit, reference } from "../fields";
import { requireMay } from "../rooms/access";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "./message-view";
import { LAST, WITH_SENDER } from "./read-message";

/**
 * Lists the caller's saved messages of all rooms, last saved first. It leaves out deleted messages, and those of
 * rooms or history that the caller can no longer read. Error: `validation_failed`.
 */
export const listSaved = query({
  key: "message.saved",
  summary: "List my saved messages",
  input: z.object({ cursor, limit }),
  authorize: ({ me }) => me,

  async execute({ db }, { cursor, limit }, { userId }): Promise<Page<MessageView>> {
    const [before = LAST] = decodeCursor(z.tuple([cursorValue.number]), cursor) ?? [];
    const rows = await db.$queryRaw<(MessageRow & { version: number })[]>`
      SELECT ${MESSAGE_COLUMNS}, s.version
        FROM saved_by(${userId}::uuid, ${before}::int, ${limit + 1}::int) s
       CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.id = s.message_id OFFSET 0) x ${WITH_SENDER}
       ORDER BY s.version DESC`;
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toMessageView),
      nextCursor: last ? encodeCursor([last.version]) : null,
    };
  },
});

/** Lists the numbers of the caller's saved messages in a room, for their marks on the screen. Error: `not_found`. */
export const listSavedHere = query({
  key: "room.saved",
  summary: "List which messages of a room I saved",
  input: z.object({ room: reference }),
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),

  async execute({ db, me }, _input, { id, firstVisibleSeq }): Promise<{ seqs: number[] }> {
    const rows = await db.$queryRaw<{ seq: number }[]>`
      SELECT x.seq FROM saved_message s
       CROSS JOIN LATERAL (
             SELECT y.seq FROM message y
              WHERE y.id = s.message_id AND y.seq >= ${firstVisibleSeq} AND y.deleted_at IS NULL OFFSET 0) x
       WHERE s.user_id = ${me.userId}::uuid AND s.room_id = ${id}::uuid ORDER BY x.seq`;
    return { seqs: rows.map(({ seq }) => seq) };
  },
});
