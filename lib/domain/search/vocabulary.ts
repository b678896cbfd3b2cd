import { crc32 } from "node:zlib";
import type { Db, Tx } from "@/lib/platform/db";
import { wordToken } from "./tokens";

/** Lengths of words in the vocabulary. Shorter ones have no parts, longer ones are keys and hashes. */
const WORD_LENGTH = { least: 2, most: 40 };
/** The runs of three letters of a word as 32-bit numbers; its beginning is marked, so that prefixes have runs too. */
export function gramsOf(text: string, { isStart = true } = {}): number[] {
  const letters = [...(isStart ? `^${text}` : text)];
  const grams = new Set<number>();
  for (let at = 0; at + 3 <= letters.length; at++) grams.add(crc32(letters.slice(at, at + 3).join("")) | 0);
  return [...grams];
}

/**
 * Adds words to the vocabulary, in the transaction that writes their entries. It waits for other transactions that add or
 * delete words.
 */
export async function addWords(tx: Tx, words: Iterable<string>): Promise<void> {
  const wanted = [...new Set(words)].filter(isInVocabulary);
  await lockWords(tx);
  const missing = await tx.$queryRaw<{ word: string }[]>`
    SELECT t.word FROM unnest(${wanted}::text[]) AS t (word)
     WHERE NOT EXISTS (SELECT 1 FROM search_word w WHERE w.word = t.word)`;
  if (missing.length === 0) return;
  const added = missing.map(({ word }) => word);
  await tx.$executeRaw`
    INSERT INTO search_word (word, token, grams)
    SELECT w.word, w.token, w.grams::int[]
      FROM unnest(${added}::text[], ${added.map(wordToken)}::int[],
                  ${added.map((word) => `{${gramsOf(word).join()}}`)}::text[]) AS w (word, token, grams)`;
}

/**
 * Lets one transaction at a time add and delete words until it ends: a word is not deleted while an entry that has it is
 * being written.
 */
const lockWords = (tx: Tx) =>
  tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('parley search words'))::text`;

const isInVocabulary = (word: string) => {
  const { length } = [...word];
  return length >= WORD_LENGTH.least && length <= WORD_LENGTH.most;
};

/** Removed entries that one call of `removeUnusedWords` looks at. */
const REMOVALS = 500;

/**
 * Deletes words that no message has any more, of entries that were deleted. @returns true if there may be more of them
 */
export async function removeUnusedWords(tx: Tx): Promise<boolean> {
  const removals = await tx.searchRemoval.findMany({ orderBy: { id: "asc" }, take: REMOVALS });
  if (removals.length === 0) return false;
  await lockWords(tx);
  await tx.$executeRaw`
    DELETE FROM search_word w
     WHERE w.token = ANY(${[...new Set(removals.flatMap(({ tokens }) => tokens))]}::int[])
       AND NOT EXISTS (SELECT 1 FROM message_search e WHERE e.tokens @> ARRAY[w.token])`;
  await tx.searchRemoval.deleteMany({ where: { id: { in: removals.map(({ id }) => id) } } });
  return removals.length === REMOVALS;
}

/** Returns words that begin with a text or contain it, those that came first into the vocabulary, at most `most`. */
export async function wordsLike(
  db: Db,
  text: string,
  { where, most }: { where: "start" | "anywhere"; most: number },
): Promise<string[]> {
  const isStart = where === "start";
  const grams = gramsOf(text, { isStart });
  if (grams.length === 0) return [];
  const pattern = `${isStart ? "" : "%"}${text.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<{ word: string }[]>`
    SELECT w.word FROM search_word w
     WHERE w.grams @> ${grams}::int[] AND w.word LIKE ${pattern} LIMIT ${most}`;
  return rows.map(({ word }) => word);
}
