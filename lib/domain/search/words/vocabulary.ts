import { crc32 } from "node:zlib";
import type { Db, Tx } from "@/lib/platform/database/db";
import { readPrepared } from "@/lib/platform/database/prepared";
import { Prisma } from "@/prisma/generated/client";
import { escapeLike } from "../../like";
import { wordToken } from "./tokens";

/** Lengths of words in the vocabulary. Shorter ones have no parts, longer ones are keys and hashes. */
const WORD_LENGTH = { least: 2, most: 40 };
const START = "^";
const END = "$";

/** Returns the runs of three letters of a text as 32-bit numbers. */
function gramsOf(text: string): number[] {
  const letters = [...text];
  const grams = new Set<number>();
  for (let at = 0; at + 3 <= letters.length; at++) grams.add(crc32(letters.slice(at, at + 3).join("")) | 0);
  return [...grams];
}

/** Returns the runs of a whole word, with its beginning and end marked, so that these have runs too. */
const gramsOfWord = (word: string) => gramsOf(START + word + END);

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
                  ${added.map((word) => `{${gramsOfWord(word).join()}}`)}::text[]) AS w (word, token, grams)`;
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

/**
 * Finds words that begin with texts or contain them: for each text those that came first into the vocabulary, at most
 * `most`.
 */
export async function wordsLike(
  texts: readonly string[],
  { where, most }: { where: "start" | "anywhere"; most: number },
): Promise<Map<string, string[]>> {
  const mark = where === "start" ? START : "";
  const wanted = [...new Set(texts)].filter((text) => gramsOf(mark + text).length > 0);
  if (wanted.length === 0) return new Map();
  const rows = await readPrepared<{ text: string; words: string[] }>(
    "search_words_like",
    Prisma.sql`
    SELECT t.text, ARRAY(
             SELECT w.word FROM search_word w WHERE w.grams @> t.grams::int[] AND w.word LIKE t.pattern LIMIT ${most}
           ) AS words
      FROM unnest(${wanted}::text[], ${wanted.map((text) => `{${gramsOf(mark + text).join()}}`)}::text[],
                  ${wanted.map((text) => `${mark ? "" : "%"}${escapeLike(text)}%`)}::text[])
           AS t (text, grams, pattern)`,
  );
  return new Map(rows.map(({ text, words }) => [text, words]));
}

/** Words that are compared for one part of a misspelt word. */
const COMPARED = 1_000;

/**
 * Finds words that may be what a misspelt word means: those of about its length that have its beginning, middle or end as it
 * is. One of two parts is right where one letter is wrong, one of three where two are.
 */
export async function wordsSharingPart(db: Db, word: string, parts: 2 | 3): Promise<string[]> {
  const marked = [...(START + word + END)];
  const length = Math.ceil(marked.length / parts);
  const pieces = Array.from({ length: parts }, (_, part) =>
    marked.slice(part * length, (part + 1) * length).join(""),
  );
  const grams = pieces.map(gramsOf).filter((found) => found.length > 0);
  const rows = await db.$queryRaw<{ word: string }[]>`
    SELECT DISTINCT w.word FROM unnest(${grams.map((found) => `{${found.join()}}`)}::text[]) AS p (grams)
     CROSS JOIN LATERAL (
           SELECT w.word FROM search_word w
            WHERE w.grams @> p.grams::int[] AND length(w.word) BETWEEN ${word.length - 2} AND ${word.length + 2}
            LIMIT ${COMPARED}) w`;
  return rows.map((row) => row.word);
}
