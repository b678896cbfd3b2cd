import type { Context } from "@/lib/core/operation";
import type { FileHitView } from "@/lib/shared/views";
import { SENT_FILE_COLUMNS, type SentFileRow, toSentFileView, WITH_SENT_FILE } from "../files/sent-file";
import type { Reach } from "./match/match";
import { matchFile } from "./match/match-file";
import type { Term } from "./match/terms";
import type { FoundEntry } from "./query/find-entries";

type Row = SentFileRow & {
  roomName: string | null;
  roomKind: FileHitView["room"]["kind"];
  /** The text inside, if it was read. */
  text: string | null;
};

/**
 * Reads found files in their order, with what matches in them. Left out are files that the caller may not read any more,
 * and those that do not match.
 */
export async function readFileHits(
  { db, me }: Context,
  entries: readonly FoundEntry[],
  terms: readonly Term[],
  reach: Reach,
): Promise<FileHitView[]> {
  if (entries.length === 0) return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${SENT_FILE_COLUMNS}, r.name AS "roomName", r.kind::text AS "roomKind", t.text
      FROM unnest(${entries.map(({ roomId }) => roomId)}::uuid[], ${entries.map(({ number }) => number)}::bigint[])
           WITH ORDINALITY AS e (room_id, number, place)
     CROSS JOIN LATERAL (SELECT f.message_id, f.file_id, f.seq FROM attachment f
                          WHERE f.room_id = e.room_id AND f.number = e.number OFFSET 0) f
      JOIN membership m ON m.room_id = e.room_id AND m.user_id = ${me.userId}::uuid AND f.seq >= m.first_visible_seq
      JOIN room r ON r.id = e.room_id
     ${WITH_SENT_FILE}
      JOIN file z ON z.id = f.file_id
      LEFT JOIN LATERAL (SELECT t.text FROM file_text t WHERE t.hash = z.hash OFFSET 0) t ON true
     ORDER BY e.place`;
  const hits: FileHitView[] = [];
  for (const row of rows) {
    const file = toSentFileView(row);
    const match = matchFile({ ...file, text: row.text }, terms, reach);
    if (match)
      hits.push({ file, room: { id: row.roomId, name: row.roomName, kind: row.roomKind }, ...match });
    if (row.text) await new Promise(setImmediate);
  }
  return hits;
}
