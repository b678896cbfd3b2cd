import { crc32 } from "node:zlib";
import type { HasValue } from "@/lib/shared/search/parse-query";
import { stemOf } from "@/lib/shared/search/words/stem";
import type { Word } from "@/lib/shared/search/words/words";

/**
 * Tokens: what the search index knows of a message, as 32-bit numbers. A token is the CRC-32 of a kind and a text, as
 * PostgreSQL's `integer`. Two texts can have one token; what the index finds is compared with the message itself.
 */
const token = (kind: string, text: string): number => crc32(`${kind}:${text}`) | 0;

export const wordToken = (text: string): number => token("word", text);
const stemToken = (stem: string): number => token("stem", stem);

/** Numbers of pairs. Those below are times; see `search_times`. */
const PAIRS = { first: 1 << 24, count: 1 << 18 };

/**
 * Two words, one after the other: what makes phrases quick. Most pairs occur once, and a token for each would make most of
 * the index. So many pairs share one, and a phrase asks for its words too.
 */
export const pairToken = (first: string, second: string): number =>
  PAIRS.first + (crc32(`${first} ${second}`) & (PAIRS.count - 1));

export const roomToken = (roomId: string): number => token("room", roomId);
export const senderToken = (userId: string): number => token("from", userId);
export const mentionToken = (userId: string): number => token("mentions", userId);
export const hasToken = (what: HasValue): number => token("has", what);
export const EDITED_TOKEN = token("is", "edited");
/** A message for all: `@all` or `@here`. */
export const CALL_TOKEN = token("mentions", "all");

/** The token of a word, stem or pair where it stands in the name of a file. */
export const nameToken = (token: number): number => token ^ 0x5bd1e995;

/** Characters of the beginnings of words that texts inside files have tokens for. */
export const STARTS = { shortest: 3, longest: 6 };

/**
 * The token by which a half-typed word is found inside files, whose words are not in the vocabulary; null for a short
 * one. Of a long one only the beginning counts: what is found is compared with the text.
 */
export function startToken(word: string): number | null {
  const letters = [...word];
  if (letters.length < STARTS.shortest) return null;
  return token("start", letters.slice(0, STARTS.longest).join(""));
}

/** Tokens of the beginnings of words, themselves included. */
export function tokensOfStarts(words: readonly Word[]): Set<number> {
  const tokens = new Set<number>();
  for (const { text } of words) {
    const letters = [...text];
    const longest = Math.min(STARTS.longest, letters.length);
    for (let length = STARTS.shortest; length <= longest; length++)
      tokens.add(token("start", letters.slice(0, length).join("")));
  }
  return tokens;
}

/** Tokens of words: themselves, stems that differ from them, and neighbours. */
export function tokensOfWords(words: readonly Word[]): Set<number> {
  const tokens = new Set<number>();
  let previous: string | null = null;
  for (const { text, isPart } of words) {
    tokens.add(wordToken(text));
    const stem = stemOf(text);
    if (stem !== text) tokens.add(stemToken(stem));
    if (isPart) continue;
    if (previous !== null) tokens.add(pairToken(previous, text));
    previous = text;
  }
  return tokens;
}

/** Alternatives by which the index finds a word in any grammatical form. */
export function tokensOfForms(word: string): number[] {
  const stem = stemOf(word);
  return stem === word
    ? [wordToken(word), stemToken(word)]
    : [wordToken(word), stemToken(stem), wordToken(stem)];
}
