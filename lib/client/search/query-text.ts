import { type FilterKey, formatQuery, parseQuery } from "@/lib/shared/search/parse-query";

/** A complete filter of a query, shown as a chip. */
export type Filter = { key: FilterKey; value: string; isNegated: boolean };

/** A query as the field shows it: complete filters as chips, and the text that is typed after them. */
export type Query = { filters: readonly Filter[]; typed: string };

export const EMPTY: Query = { filters: [], typed: "" };

/** The keys of filters, in the order in which they are offered. */
export const OFFERED_KEYS = [
  "from",
  "in",
  "has",
  "before",
  "after",
  "on",
  "is",
  "mentions",
  "filename",
] as const satisfies readonly FilterKey[];

/** The filters whose value the parser checks: they are complete as soon as it accepts them. */
const CHECKED: readonly FilterKey[] = ["has", "is", "before", "after", "on", "filename"];

/** Splits the text of a query into its filters and the rest. */
export function splitQuery(text: string): Query {
  return take(text, () => true);
}

/**
 * Moves the filters that are complete out of the typed text: those with a space or a closing quote after them.
 *
 * @param caret where something is typed: a filter that ends there is not complete; -1 if no more is typed
 */
export function settle({ filters, typed }: Query, caret: number): Query {
  const isEnded = (end: number) => end !== caret && (caret < 0 || /^\s/.test(typed.slice(end)));
  const taken = take(typed, (end) => isEnded(end) || /:["“”«„].+["“”»]$/.test(typed.slice(0, end)));
  return { filters: addFilters(filters, taken.filters), typed: taken.typed };
}

function take(text: string, isTaken: (end: number) => boolean): Query {
  const filters: Filter[] = [];
  let [typed, from] = ["", 0];
  for (const part of parseQuery(text)) {
    if (part.kind !== "filter" || !isTaken(part.end)) continue;
    filters.push({ key: part.key, value: part.value, isNegated: part.isNegated });
    typed += text.slice(from, part.start);
    from = part.end;
    while (/\s/.test(text[from] ?? "")) from++;
  }
  return { filters, typed: typed + text.slice(from) };
}

/** Adds filters that are not there yet. A day replaces the earlier day of the same key. */
export function addFilters(filters: readonly Filter[], added: readonly Filter[]): Filter[] {
  return added.reduce<Filter[]>(
    (all, filter) => [
      ...all.filter((other) => !isSame(other, filter) && !(isDay(filter.key) && other.key === filter.key)),
      filter,
    ],
    [...filters],
  );
}

const isDay = (key: FilterKey) => key === "before" || key === "after" || key === "on";

/** Returns whether two filters say the same. */
const isSame = (a: Filter, b: Filter) =>
  a.key === b.key && a.isNegated === b.isNegated && a.value.toLowerCase() === b.value.toLowerCase();

/** The text of filters, as it is typed. */
export const formatFilters = (filters: readonly Filter[]): string =>
  formatQuery(filters.map((filter) => ({ kind: "filter", start: 0, end: 0, ...filter })));

/** The whole text of a query. */
export const formatWhole = ({ filters, typed }: Query): string =>
  [formatFilters(filters), typed.trim()].filter(Boolean).join(" ");

/** The text to search for: without an operator at the end whose value is still being typed. */
export function searchedText(query: Query): string {
  const token = tokenAt(query.typed, query.typed.length);
  if (!token.key) return formatWhole(query);
  const isChecked = CHECKED.includes(token.key);
  const isComplete =
    isChecked && parseQuery(query.typed).some(({ kind, end }) => kind === "filter" && end >= token.end);
  return isComplete
    ? formatWhole(query)
    : formatWhole({ ...query, typed: query.typed.slice(0, token.start) });
}

/** Returns whether a text asks for something to be found: a word or a filter that is not negated. */
export const hasWanted = (text: string): boolean => parseQuery(text).some(({ isNegated }) => !isNegated);

/** The words and phrases of a query without its filters, for finding people and rooms. */
export const wordsOf = (text: string): string =>
  parseQuery(text)
    .flatMap((part) => (part.kind === "filter" || part.isNegated ? [] : part.text))
    .join(" ");

/** The piece of the text that is being typed. */
export type Token = {
  /** Its place in the text, in UTF-16 units. */
  start: number;
  end: number;
  isNegated: boolean;
  /** The operator before the colon; null in a plain word. */
  key: FilterKey | null;
  /** The word, or the value after the colon, without an opening quote. */
  value: string;
};

const TOKEN = /(?:^|\s)(-?)(?:([a-z]+):)?(?:["“”«„]([^"“”«»„]*)|([^\s"“”«»„]*))$/iu;

/** Finds the piece of a text before the caret. */
export function tokenAt(typed: string, caret: number): Token {
  const before = typed.slice(0, caret);
  const found = TOKEN.exec(before);
  if (!found) return { start: caret, end: caret, isNegated: false, key: null, value: "" };
  const [whole, minus, name, quoted, plain = ""] = found;
  const key = OFFERED_KEYS.find((each) => each === name?.toLowerCase()) ?? null;
  const start = found.index + (/^\s/.test(whole) ? 1 : 0);
  const value = quoted ?? plain;
  return {
    start,
    end: caret,
    isNegated: minus === "-",
    key,
    value: name && !key ? `${name}:${value}` : value,
  };
}
