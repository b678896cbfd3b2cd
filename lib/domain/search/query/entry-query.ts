import { mayBeHalfTyped, type Reach, SHORTEST_PART } from "../match/match";
import type { Term } from "../match/terms";
import { nameToken, pairToken, startToken, tokensOfForms, wordToken } from "../words/tokens";
import { wordsLike } from "../words/vocabulary";

/** Words of the vocabulary that one half-typed word or part of a word stands for. */
const EXPANSIONS = 200;
const PHRASE_EXPANSIONS = 50;
/** Longer words that a whole word stands for too. The index looks at each of them for each message that it considers. */
const EXPANSIONS_OF_WHOLE = 20;

/** Facts about a message that have no tokens. */
type Condition = "saved" | "pinned" | "reaction" | "thread" | "unread";

/** Arguments of `search_entries`, see prisma/functions/search_entries.sql. */
export type EntryQuery = {
  must: number[];
  anyOf: number[][];
  noneOf: number[];
  noneOfAll: number[][];
  conditions: Partial<Record<Condition, boolean>>;
  /** Tokens of the rooms that the reader is in; null if they are too many. */
  rooms: number[] | null;
  inRooms: string[] | null;
  after: Date | null;
  before: Date | null;
  /** Spans of time that are left out, as PostgreSQL's `tstzrange`. */
  notDuring: string[];
};

export const emptyEntryQuery = (): EntryQuery => ({
  must: [],
  anyOf: [],
  noneOf: [],
  noneOfAll: [],
  conditions: {},
  rooms: null,
  inRooms: null,
  after: null,
  before: null,
  notDuring: [],
});

/** Adds the tokens of terms to a query. @param options `inFiles`: the query is for files, with the text inside */
export async function addTerms(
  query: EntryQuery,
  terms: readonly Term[],
  reach: Reach,
  { inFiles = false } = {},
): Promise<void> {
  const wanted = terms.filter(({ isNegated }) => !isNegated);
  const [longer, longerEnds] = await Promise.all([
    wordsLike(wanted.flatMap(halfTypedWord), { where: reach, most: EXPANSIONS }),
    wordsLike(wanted.flatMap(halfTypedEnd), { where: "start", most: PHRASE_EXPANSIONS }),
  ]);
  for (const term of terms) {
    if (term.isNegated) exclude(query, term);
    else if (term.kind === "exact") query.must.push(wordToken(term.word));
    else if (term.kind === "number")
      query.anyOf.push(...tokensOfPhrase(term.words).map((token) => [wordToken(term.word), token]));
    else if (term.kind === "forms") {
      const start = inFiles ? startToken(term.word) : null;
      const words = longer.get(term.word) ?? [];
      const few = inFiles || reach === "anywhere" ? words : fewIfWhole(words, term.word);
      requireForms(query, term.word, few, start === null ? [] : [start]);
    } else requirePhrase(query, term, longerEnds);
  }
}

/** The word of a term that may be half-typed or inside others. */
const halfTypedWord = (term: Term): string[] =>
  term.kind === "forms" && [...term.word].length >= SHORTEST_PART ? [term.word] : [];

/** The last word of a phrase that may be half-typed. */
const halfTypedEnd = (term: Term): string[] =>
  term.kind === "phrase" && term.isOpen ? term.words.slice(-1).filter(mayBeHalfTyped) : [];

/** Adds the tokens of terms of `filename:` to a query for files. */
export async function addNameTerms(query: EntryQuery, terms: readonly Term[], reach: Reach): Promise<void> {
  const named = emptyEntryQuery();
  await addTerms(named, terms, reach);
  query.must.push(...named.must.map(nameToken));
  query.anyOf.push(...named.anyOf.map((tokens) => tokens.map(nameToken)));
  query.noneOf.push(...named.noneOf.map(nameToken));
  query.noneOfAll.push(...named.noneOfAll.map((tokens) => tokens.map(nameToken)));
}

function exclude(query: EntryQuery, term: Term): void {
  if (term.kind === "phrase" || term.kind === "number") query.noneOfAll.push(tokensOfPhrase(term.words));
  if (term.kind === "exact" || term.kind === "number") query.noneOf.push(wordToken(term.word));
  if (term.kind === "forms") query.noneOf.push(...tokensOfForms(term.word));
}

/** Leaves out most longer words where the word itself is one. */
const fewIfWhole = (longer: readonly string[], word: string) =>
  longer.includes(word) ? longer.slice(0, EXPANSIONS_OF_WHOLE) : longer;

function requireForms(
  query: EntryQuery,
  word: string,
  longer: readonly string[],
  more: readonly number[],
): void {
  query.anyOf.push([...new Set([...tokensOfForms(word), ...longer.map(wordToken), ...more])]);
}

function requirePhrase(
  query: EntryQuery,
  term: Extract<Term, { kind: "phrase" }>,
  longerEnds: ReadonlyMap<string, string[]>,
): void {
  const longer = halfTypedEnd(term).flatMap((end) => longerEnds.get(end) ?? []);
  if (longer.length === 0) {
    query.must.push(...tokensOfPhrase(term.words));
    return;
  }
  const [before = "", last = ""] = term.words.slice(-2);
  const ends = [...new Set([last, ...longer])];
  query.must.push(...tokensOfPhrase(term.words.slice(0, -1)));
  query.anyOf.push(ends.map(wordToken), [...new Set(ends.map((word) => pairToken(before, word)))]);
}

/** Tokens that a message with these words one after the other has: theirs, and those of the pairs. */
const tokensOfPhrase = (words: readonly string[]) => [
  ...new Set([
    ...words.map(wordToken),
    ...words.slice(1).map((word, index) => pairToken(words[index] ?? "", word)),
  ]),
];
