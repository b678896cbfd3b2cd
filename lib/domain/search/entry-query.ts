import type { Db } from "@/lib/platform/db";
import { mayBeHalfTyped, type Reach, SHORTEST_PART } from "./match";
import type { Term } from "./terms";
import { pairToken, tokensOfForms, wordToken } from "./tokens";
import { wordsLike } from "./vocabulary";

/** Words of the vocabulary that one half-typed word or part of a word stands for. */
const EXPANSIONS = 200;
const PHRASE_EXPANSIONS = 50;

/** Facts about a message that have no tokens. */
type Condition = "saved" | "pinned" | "reaction" | "thread" | "unread";

/** Arguments of `search_entries`, see prisma/functions/search_entries.sql. */
export type EntryQuery = {
  must: number[];
  anyOf: number[][];
  noneOf: number[];
  noneOfAll: number[][];
  conditions: Partial<Record<Condition, boolean>>;
  inRooms: string[] | null;
  after: Date | null;
  before: Date | null;
};

export const emptyEntryQuery = (): EntryQuery => ({
  must: [],
  anyOf: [],
  noneOf: [],
  noneOfAll: [],
  conditions: {},
  inRooms: null,
  after: null,
  before: null,
});

/** Adds the tokens of terms to a query. */
export async function addTerms(
  db: Db,
  query: EntryQuery,
  terms: readonly Term[],
  reach: Reach,
): Promise<void> {
  for (const term of terms) {
    if (term.isNegated) exclude(query, term);
    else await requireTerm(db, query, term, reach);
  }
}

function exclude(query: EntryQuery, term: Term): void {
  if (term.kind === "phrase") query.noneOfAll.push(tokensOfPhrase(term.words));
  else query.noneOf.push(...(term.kind === "exact" ? [wordToken(term.word)] : tokensOfForms(term.word)));
}

async function requireTerm(db: Db, query: EntryQuery, term: Term, reach: Reach): Promise<void> {
  if (term.kind === "exact") query.must.push(wordToken(term.word));
  else if (term.kind === "forms") {
    const words =
      [...term.word].length < SHORTEST_PART
        ? []
        : await wordsLike(db, term.word, { where: reach, most: EXPANSIONS });
    query.anyOf.push([...new Set([...tokensOfForms(term.word), ...words.map(wordToken)])]);
  } else await requirePhrase(db, query, term);
}

async function requirePhrase(
  db: Db,
  query: EntryQuery,
  { words, isOpen }: Extract<Term, { kind: "phrase" }>,
): Promise<void> {
  const last = words.at(-1) ?? "";
  if (!isOpen || !mayBeHalfTyped(last)) {
    query.must.push(...tokensOfPhrase(words));
    return;
  }
  const before = words.at(-2) ?? "";
  const ends = [last, ...(await wordsLike(db, last, { where: "start", most: PHRASE_EXPANSIONS }))];
  query.must.push(...tokensOfPhrase(words.slice(0, -1)));
  query.anyOf.push(
    [...new Set(ends.map(wordToken))],
    [...new Set(ends.map((word) => pairToken(before, word)))],
  );
}

/** Tokens that a message with these words one after the other has: theirs, and those of the pairs. */
const tokensOfPhrase = (words: readonly string[]) => [
  ...new Set([
    ...words.map(wordToken),
    ...words.slice(1).map((word, index) => pairToken(words[index] ?? "", word)),
  ]),
];

/** A message that the index found. `at` is its time as PostgreSQL writes it, with microseconds. */
export type FoundEntry = { roomId: string; seq: number; at: string };
export type EntryPosition = FoundEntry;

/** Reads matching entries, newest first. `isPartial` is true if the time was over before all were found. */
export async function findEntries(
  db: Db,
  readerId: string,
  query: EntryQuery,
  { most, budgetMs, last }: { most: number; budgetMs: number; last?: EntryPosition | undefined },
): Promise<{ entries: FoundEntry[]; isPartial: boolean }> {
  const rows = await db.$queryRaw<(FoundEntry & { seq: number | null })[]>`
    SELECT f.room_id AS "roomId", f.seq, f.sent_at::text AS at
      FROM search_entries(
             ${readerId}::uuid, ${query.must}::int[], ${JSON.stringify(query.anyOf)}::jsonb, ${query.noneOf}::int[],
             ${JSON.stringify(query.noneOfAll)}::jsonb, ${JSON.stringify(query.conditions)}::jsonb,
             ${query.inRooms}::uuid[], ${query.after}::timestamptz, ${query.before}::timestamptz,
             ${last?.at ?? null}::timestamptz, ${last?.roomId ?? null}::uuid, ${last?.seq ?? null}::int,
             ${most}::int, ${budgetMs}::int) f
     ORDER BY f.sent_at DESC, f.room_id DESC, f.seq DESC`;
  const entries = rows.filter(({ seq }) => seq !== null);
  return { entries, isPartial: entries.length < rows.length };
}
