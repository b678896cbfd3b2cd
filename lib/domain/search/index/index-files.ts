import { type EnqueueContext, enqueueAll } from "@/lib/core/jobs/enqueue";
import type { Commit } from "@/lib/delivery/commit-work";
import type { Tx } from "@/lib/platform/database/db";
import { splitWords } from "@/lib/shared/search/words/words";
import { nameToken, tokensOfWords } from "../words/tokens";
import { type IndexedMessage, tokensOfMessage } from "./entry-tokens";
import { indexFileTextJob } from "./index-file-text";
import { hasReadableText } from "./readable-text";

type Row = Omit<IndexedMessage, "files"> & { seq: number; number: bigint; hash: string; hasText: boolean } & {
  name: string;
  description: string;
  type: string;
};

/**
 * Writes the search entries of files in messages, which `indexMessages` has locked in the same transaction. The text inside
 * is in it if it was read already; else a job reads it.
 * @param messages those that have files
 */
export async function indexFiles(ctx: EnqueueContext, messages: readonly Commit[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = await readFiles(ctx.db, messages);
  await writeEntries(ctx.db, rows);
  const unread = rows.filter(({ hasText, type }) => !hasText && hasReadableText(type));
  await enqueueAll(ctx, indexFileTextJob, new Map(unread.map(({ hash }) => [hash, { hash }])));
}

const readFiles = (tx: Tx, messages: readonly Commit[]): Promise<Row[]> => tx.$queryRaw<Row[]>`
  SELECT x.room_id AS "roomId", x.seq, a.number, x.sender_id AS "senderId", x.text, x.created_at AS "createdAt",
         x.edited_at AS "editedAt", x.mention_user_ids AS "mentionUserIds", x.mention_here AS "mentionHere",
         x.mention_all AS "mentionAll", f.name, f.description, f.type, f.hash,
         EXISTS (SELECT 1 FROM file_text t WHERE t.hash = f.hash) AS "hasText"
    FROM unnest(${messages.map(({ roomId }) => roomId)}::uuid[], ${messages.map(({ fromSeq }) => fromSeq)}::int[])
         AS c (room_id, seq)
   CROSS JOIN LATERAL (SELECT x.* FROM message x WHERE x.room_id = c.room_id AND x.seq = c.seq OFFSET 0) x
    JOIN attachment a ON a.message_id = x.id
    JOIN file f ON f.id = a.file_id
   WHERE x.kind = 'user' AND x.deleted_at IS NULL
   ORDER BY x.room_id, x.seq, a.number`;

async function writeEntries(tx: Tx, rows: readonly Row[]): Promise<void> {
  const tokens = rows.map((row) => {
    const name = splitWords(row.name);
    const tokens = tokensOfMessage({ ...row, files: [row] }, [...name, ...splitWords(row.description)]);
    for (const token of tokensOfWords(name)) tokens.add(nameToken(token));
    return `{${[...tokens].join()}}`;
  });
  await tx.$executeRaw`
    INSERT INTO file_search (room_id, seq, number, sent_at, tokens, has_text)
    SELECT e.room_id, e.seq, e.number, e.sent_at, e.tokens::int[] || coalesce(t.tokens, '{}'), t.hash IS NOT NULL
      FROM unnest(${rows.map(({ roomId }) => roomId)}::uuid[], ${rows.map(({ seq }) => seq)}::int[],
                  ${rows.map(({ number }) => number)}::bigint[],
                  ${rows.map(({ createdAt }) => createdAt)}::timestamptz[], ${tokens}::text[],
                  ${rows.map(({ hash }) => hash)}::text[])
           AS e (room_id, seq, number, sent_at, tokens, hash)
      LEFT JOIN file_text t ON t.hash = e.hash
    ON CONFLICT DO NOTHING`;
}
