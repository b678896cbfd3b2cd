import { invalidField, notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { readPrepared } from "@/lib/platform/database/prepared";
import { LIMITS } from "@/lib/shared/limits";
import { FILTER_KEYS, type FilterKey, parseQuery, type QueryPart } from "@/lib/shared/search/parse-query";
import { asTimeZone } from "@/lib/shared/time-zone";
import { Prisma } from "@/prisma/generated/client";
import type { Reach } from "../match/match";
import { fileNameTerm, type Term, termsOf } from "../match/terms";
import type { SearchInput } from "../search-input";
import { hasToken, roomToken } from "../words/tokens";
import { addNameTerms, addTerms, type EntryQuery, emptyEntryQuery } from "./entry-query";
import { addFilter } from "./filters";

/** A search whose people, rooms and days are known. */
export type Search = {
  parts: readonly QueryPart[];
  terms: readonly Term[];
  /** True if it looks for anything: a word, or a filter that is not negated. */
  isAnything: boolean;
  /** True if it has words that may be found inside others. */
  hasParts: boolean;
  /** Makes the question to the index, of messages or of files. */
  entryQuery(reach: Reach, options?: { inFiles?: boolean }): Promise<EntryQuery>;
};

/**
 * Parses a search and resolves its filters. A filter in the text that cannot be understood is looked for as text. Errors:
 * `not_found` for a field's room or person; `validation_failed` for too many words.
 */
export async function planSearch({ db, me }: Context, input: SearchInput): Promise<Search> {
  const base = emptyEntryQuery();
  const given = [...parseQuery(input.q ?? ""), ...fieldsOf(input)];
  const asker = { me, timeZone: input.timeZone ?? (await timeZoneFor(db, given, me.userId)) };
  const parts: QueryPart[] = [];
  let isNarrowed = false;
  for (const part of given) {
    const isKnown =
      part.kind !== "filter" || fileNameTerm(part) !== null || (await addFilter(db, base, part, asker));
    if (!isKnown && part.start < 0) throw unknownField(part.key);
    parts.push(isKnown ? part : asText(part, input.q ?? ""));
    if (part.kind === "filter" && isKnown && !part.isNegated) isNarrowed = true;
  }
  if (parts.length > LIMITS.searchParts)
    throw invalidField("q", `Must have at most ${LIMITS.searchParts} words and filters.`, "too_long");
  const terms = termsOf(parts);
  if (terms.some(({ isFileName, isNegated }) => isFileName && !isNegated)) base.must.push(hasToken("file"));
  return {
    parts,
    terms,
    isAnything: isNarrowed || terms.some(({ isNegated }) => !isNegated),
    hasParts: terms.some(({ kind, isNegated }) => kind === "forms" && !isNegated),
    entryQuery: rememberQueries(base, terms, me.userId),
  };
}

const NAMES_DAY: ReadonlySet<FilterKey> = new Set(["before", "after", "on"]);

/** Returns the zone of the caller's account, if the search names a day. */
async function timeZoneFor(db: Db, parts: readonly QueryPart[], userId: string): Promise<string> {
  if (!parts.some((part) => part.kind === "filter" && NAMES_DAY.has(part.key))) return "UTC";
  const { timeZone } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { timeZone: true } });
  return asTimeZone(timeZone ?? undefined);
}

/** Makes queries of terms, each once. The caller's rooms are read beside the words that terms stand for. */
function rememberQueries(base: EntryQuery, terms: readonly Term[], userId: string): Search["entryQuery"] {
  const known = new Map<string, Promise<EntryQuery>>();
  let rooms: Promise<number[] | null> | undefined;
  return async (reach, { inFiles = false } = {}) => {
    rooms ??= roomTokens(base, userId);
    const key = `${reach} ${inFiles}`;
    const query = known.get(key) ?? completed(structuredClone(base), rooms, terms, { reach, inFiles });
    known.set(key, query);
    return structuredClone(await query);
  };
}

async function completed(
  query: EntryQuery,
  rooms: Promise<number[] | null>,
  all: readonly Term[],
  { reach, inFiles }: { reach: Reach; inFiles: boolean },
): Promise<EntryQuery> {
  const names = inFiles ? all.filter(({ isFileName }) => isFileName) : [];
  // Entries of messages do not tell the words of names from others.
  const others = all.filter((term) => !term.isFileName || !(inFiles || term.isNegated));
  const terms = addTerms(query, others, reach, { inFiles }).then(() => addNameTerms(query, names, reach));
  const [tokens] = await Promise.all([rooms, terms]);
  query.rooms = tokens;
  return query;
}

/** Filters of fields, at -1: they do not stand in the text. */
function fieldsOf(input: SearchInput): QueryPart[] {
  const fields: [FilterKey, string | undefined][] = FILTER_KEYS.map((key) => [key, input[key]]);
  return [...fields, ["in", input.room] satisfies [FilterKey, string | undefined]].flatMap(([key, value]) =>
    value === undefined ? [] : { kind: "filter", key, value, isNegated: false, start: -1, end: -1 },
  );
}

function unknownField(key: FilterKey) {
  if (key === "filename") return invalidField("filename", "Needs a letter or a digit.", "required");
  return notFound(key === "in" ? "Room not found." : "Person not found.");
}

const asText = ({ start, end, isNegated }: QueryPart, text: string): QueryPart => ({
  kind: "word",
  text: text.slice(isNegated ? start + 1 : start, end),
  start,
  end,
  isNegated,
});

/** Returns tokens by which the index leaves out rooms that the caller is not in; null for a caller of too many. */
async function roomTokens({ inRooms }: EntryQuery, userId: string): Promise<number[] | null> {
  const ids = inRooms ?? (await findRooms(userId));
  return ids.length <= LIMITS.searchRoomTokens ? ids.map(roomToken) : null;
}

async function findRooms(userId: string): Promise<string[]> {
  const rows = await readPrepared<{ id: string }>(
    "search_rooms",
    Prisma.sql`
    SELECT m.room_id AS id FROM membership m WHERE m.user_id = ${userId}::uuid LIMIT ${LIMITS.searchRoomTokens + 1}`,
  );
  return rows.map(({ id }) => id);
}
