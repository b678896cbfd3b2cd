import type { Context } from "@/lib/core/operation";
import { db } from "@/lib/platform/database/db";
import { readPrepared } from "@/lib/platform/database/prepared";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { SearchHitView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { MESSAGE_COLUMNS, type MessageRow, toMessageView } from "../messages/message-view";
import { isReader, selectMessages, WITH_SENDER } from "../messages/read-message";
import type { Reach } from "./match/match";
import { matchMessage } from "./match/match-message";
import type { Term } from "./match/terms";
import type { FoundEntry } from "./query/find-entries";

type Row = MessageRow & { roomName: string | null; roomKind: SearchHitView["room"]["kind"] };

/**
 * Reads found messages in their order, with what matches in them. Left out are messages that the caller may not read any
 * more, and those that do not match: two texts can have one token.
 */
export async function readHits(
  { me }: Context,
  entries: readonly FoundEntry[],
  terms: readonly Term[],
  reach: Reach,
): Promise<SearchHitView[]> {
  if (entries.length === 0) return [];
  const rows = await readPrepared<Row>(
    "search_hits",
    Prisma.sql`
    SELECT ${MESSAGE_COLUMNS}, r.name AS "roomName", r.kind::text AS "roomKind"
      FROM unnest(${entries.map(({ roomId }) => roomId)}::uuid[], ${entries.map(({ seq }) => seq)}::int[])
           WITH ORDINALITY AS e (room_id, seq, place)
     CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.room_id = e.room_id AND x.seq = e.seq OFFSET 0) x
      JOIN membership m ON m.room_id = x.room_id AND m.user_id = ${me.userId}::uuid AND x.seq >= m.first_visible_seq
      JOIN room r ON r.id = x.room_id
     ${WITH_SENDER}
     WHERE x.deleted_at IS NULL ORDER BY e.place`,
  );
  const roots = await readRoots(me.userId, rows);
  return rows.flatMap((row) => {
    const message = toMessageView(row);
    const match = matchMessage(message, terms, reach);
    if (!match) return [];
    const { highlights, fileIds } = match;
    const room = { id: row.roomId, name: row.roomName, kind: row.roomKind };
    const root = roots.get(row.threadId ?? "") ?? null;
    return { message, room, root, highlights, fileIds };
  });
}

/** Reads the roots of found replies, where the reader may read them. */
async function readRoots(userId: string, rows: readonly Row[]): Promise<Map<string, SearchHitView["root"]>> {
  const ids = [...new Set(rows.flatMap(({ threadId }) => threadId ?? []))];
  if (ids.length === 0) return new Map();
  const roots = await selectMessages(db(), Prisma.sql`x.id = ANY(${ids}::uuid[]) AND ${isReader(userId)}`);
  return new Map(
    roots
      .map(toMessageView)
      .map(({ id, seq, sender, text }) => [id, { id, seq, sender, text: firstWords(text) }]),
  );
}
