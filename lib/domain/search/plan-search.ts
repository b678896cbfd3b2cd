import { invalidField, notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { FILTER_KEYS, type FilterKey, parseQuery, type QueryPart } from "@/lib/shared/search/parse-query";
import { addNameTerms, addTerms, type EntryQuery, emptyEntryQuery } from "./entry-query";
import { addFilter } from "./filters";
import type { Reach } from "./match";
import type { SearchInput } from "./search-input";
import { fileNameTerm, type Term, termsOf } from "./terms";
import { hasToken, roomToken } from "./tokens";

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
  const asker = { me, timeZone: input.timeZone ?? "UTC" };
  const base = emptyEntryQuery();
  const typed = parseQuery(input.q ?? "");
  const parts: QueryPart[] = [];
  let isNarrowed = false;
  for (const part of [...typed, ...fieldsOf(input)]) {
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
  await addRooms(db, base, me.userId);
  return {
    parts,
    terms,
    isAnything: isNarrowed || terms.some(({ isNegated }) => !isNegated),
    hasParts: terms.some(({ kind, isNegated }) => kind === "forms" && !isNegated),
    entryQuery: rememberQueries(db, base, terms),
  };
}

/** Makes queries of terms, each once. */
function rememberQueries(db: Db, base: EntryQuery, terms: readonly Term[]): Search["entryQuery"] {
  const known = new Map<string, Promise<EntryQuery>>();
  return async (reach, { inFiles = false } = {}) => {
    const key = `${reach} ${inFiles}`;
    const query = known.get(key) ?? addAllTerms(db, structuredClone(base), terms, { reach, inFiles });
    known.set(key, query);
    return structuredClone(await query);
  };
}

async function addAllTerms(
  db: Db,
  query: EntryQuery,
  terms: readonly Term[],
  { reach, inFiles }: { reach: Reach; inFiles: boolean },
): Promise<EntryQuery> {
  const names = terms.filter(({ isFileName }) => isFileName);
  // Entries of messages do not tell the words of names from others.
  const others = terms.filter((term) => !term.isFileName || !(inFiles || term.isNegated));
  await addTerms(db, query, others, reach, { inFiles });
  if (inFiles) await addNameTerms(db, query, names, reach);
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

/** Lets the index leave out rooms that the caller is not in. */
async function addRooms(db: Db, query: EntryQuery, userId: string): Promise<void> {
  const ids = query.inRooms ?? (await findRooms(db, userId));
  if (ids.length <= LIMITS.searchRoomTokens) query.rooms = ids.map(roomToken);
}

async function findRooms(db: Db, userId: string): Promise<string[]> {
  const where = { userId };
  const rows = await db.membership.findMany({
    where,
    select: { roomId: true },
    take: LIMITS.searchRoomTokens + 1,
  });
  return rows.map(({ roomId }) => roomId);
}
