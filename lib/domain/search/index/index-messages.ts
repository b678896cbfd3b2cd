import type { Commit, CommitHandler } from "@/lib/delivery/commit-work";
import type { Tx } from "@/lib/platform/database/db";
import { splitWords, type Word } from "@/lib/shared/search/words/words";
import { addWords, removeUnusedWords } from "../words/vocabulary";
import { type IndexedMessage, tokensOfMessage } from "./entry-tokens";
import { indexFiles } from "./index-files";

type Row = Omit<IndexedMessage, "files"> & {
  seq: number;
  files: IndexedMessage["files"] | null;
  /** Options of a poll. */
  options: string[] | null;
};

/** Messages whose words are computed without a pause for other work of the process. */
const AT_ONCE = 10;

/** Indexes new and edited messages and their files for search, and forgets words of deleted ones. */
export const searchEntriesOfCommits: CommitHandler = async (ctx, commits) => {
  await indexFiles(ctx, await indexMessages(ctx.db, commits));
  await removeUnusedWords(ctx.db);
};

/**
 * Writes the search entries of messages that have none. System messages and deleted ones have no entry. An edit or
 * deletion waits until the transaction ends, and then deletes the entry.
 * @returns the messages that have files
 */
export async function indexMessages(tx: Tx, commits: readonly Commit[]): Promise<Commit[]> {
  const rows = await lockMessages(tx, commits);
  if (rows.length === 0) return [];
  const words = new Set<string>();
  const tokens: string[] = [];
  for (const [place, row] of rows.entries()) {
    tokens.push(tokensOf(row, words));
    if (place % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
  }
  await writeEntries(tx, rows, tokens);
  await addWords(tx, words);
  const withFiles = rows.filter(({ files }) => files !== null);
  return withFiles.map(({ roomId, seq }) => ({ roomId, fromSeq: seq, toSeq: seq }));
}

/** Reads each message by its key: in one join, PostgreSQL reads the whole table for a hundred commits. */
const lockMessages = (tx: Tx, commits: readonly Commit[]): Promise<Row[]> => tx.$queryRaw<Row[]>`
  SELECT x.room_id AS "roomId", x.seq, x.sender_id AS "senderId", x.text, x.created_at AS "createdAt",
         x.edited_at AS "editedAt", x.mention_user_ids AS "mentionUserIds", x.mention_here AS "mentionHere",
         x.mention_all AS "mentionAll",
         CASE WHEN x.poll IS NOT NULL THEN
              (SELECT json_agg(o ->> 'text') FROM jsonb_array_elements(x.poll -> 'options') AS o) END AS options,
         CASE WHEN x.file_count > 0 THEN
              (SELECT json_agg(json_build_object('name', f.name, 'description', f.description, 'type', f.type))
                 FROM attachment a JOIN file f ON f.id = a.file_id WHERE a.message_id = x.id) END AS files
    FROM (SELECT * FROM unnest(${commits.map(({ roomId }) => roomId)}::uuid[],
                               ${commits.map(({ fromSeq }) => fromSeq)}::int[], ${commits.map(({ toSeq }) => toSeq)}::int[])
                     AS c (room_id, from_seq, to_seq) ORDER BY room_id, from_seq) c
   CROSS JOIN LATERAL (SELECT x.* FROM message x
                        WHERE x.room_id = c.room_id AND x.seq BETWEEN c.from_seq AND c.to_seq
                          AND x.kind = 'user' AND x.deleted_at IS NULL
                        ORDER BY x.seq FOR SHARE) x`;

/** Returns the tokens of a message as PostgreSQL writes an array, and adds its words to others. */
function tokensOf(row: Row, words: Set<string>): string {
  const files = row.files ?? [];
  const own = [
    ...wordsOfMessage(row.text, files),
    ...(row.options ?? []).flatMap((text) => splitWords(text)),
  ];
  for (const { text } of own) words.add(text);
  return `{${[...tokensOfMessage({ ...row, files }, own)].join()}}`;
}

const writeEntries = (tx: Tx, rows: readonly Row[], tokens: readonly string[]) => tx.$executeRaw`
  INSERT INTO message_search (room_id, seq, sent_at, tokens)
  SELECT e.room_id, e.seq, e.sent_at, e.tokens::int[]
    FROM unnest(${rows.map(({ roomId }) => roomId)}::uuid[], ${rows.map(({ seq }) => seq)}::int[],
                ${rows.map(({ createdAt }) => createdAt)}::timestamptz[], ${tokens}::text[])
         AS e (room_id, seq, sent_at, tokens)
  ON CONFLICT DO NOTHING`;

/** Words of a message: of its text, then of the names and descriptions of its files. */
function wordsOfMessage(text: string, files: readonly { name: string; description: string }[]): Word[] {
  const words = splitWords(text);
  for (const { name, description } of files) words.push(...splitWords(name), ...splitWords(description));
  return words;
}
