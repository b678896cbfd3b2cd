/** Filters of the search syntax, written `key:value`. */
export const FILTER_KEYS = [
  "from",
  "in",
  "mentions",
  "before",
  "after",
  "on",
  "has",
  "is",
  "filename",
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Values of `has:` and `is:`. */
export const HAS_VALUES = ["file", "image", "link", "code", "reaction", "pin"] as const;
export const IS_VALUES = ["saved", "thread", "edited", "pinned", "unread", "bot"] as const;
export type HasValue = (typeof HAS_VALUES)[number];

/** A part of a search as it was typed, with its range in UTF-16 code units. */
export type QueryPart = { start: number; end: number; isNegated: boolean } & (
  | { kind: "word"; text: string }
  | { kind: "phrase"; text: string }
  | { kind: "filter"; key: FilterKey; value: string }
);

/** Pairs of quotes. A phrase ends with the quote of its pair, or with the text. */
const QUOTES: Record<string, string> = { '"': '"', "“": "”", "„": "“", "«": "»", "”": "”" };
const OPENING = Object.keys(QUOTES).join("");

const FILTER = new RegExp(`^(${FILTER_KEYS.join("|")}):(?=\\S)`, "iu");

/**
 * Parses the search syntax: words, phrases in quotes, and filters such as `from:ada` or `in:"release crew"`; `-` before
 * a part excludes it. Every text is a search: an unknown or half-typed filter is a word, and a quote without its other
 * half ends with the text. The form, the chips and the server use this parser. A person or room that does
 * not exist is the server's to find out.
 */
export function parseQuery(text: string): QueryPart[] {
  const parts: QueryPart[] = [];
  const space = /[\s\u00a0]+/uy;
  for (let at = 0; at < text.length; ) {
    space.lastIndex = at;
    if (space.test(text)) at = space.lastIndex;
    if (at >= text.length) break;
    const part = readPart(text, at);
    parts.push(part);
    at = part.end;
  }
  return parts;
}

function readPart(text: string, start: number): QueryPart {
  const isNegated = /^-(?=[^\s-])/u.test(text.slice(start, start + 2));
  const at = isNegated ? start + 1 : start;
  const filter = FILTER.exec(text.slice(at, at + 100));
  const key = filter?.[1]?.toLowerCase() as FilterKey | undefined;
  if (filter && key) {
    const value = readValue(text, at + filter[0].length);
    if (isFilterValue(key, value.text))
      return { kind: "filter", key, value: value.text, start, end: value.end, isNegated };
  }
  const value = readValue(text, at);
  return { kind: value.isQuoted ? "phrase" : "word", text: value.text, start, end: value.end, isNegated };
}

/** Reads a quoted text or a run without spaces. */
function readValue(text: string, start: number): { text: string; end: number; isQuoted: boolean } {
  const closing = QUOTES[text[start] ?? ""];
  if (closing && OPENING.includes(text[start] ?? "")) {
    const close = text.indexOf(closing, start + 1);
    const end = close < 0 ? text.length : close;
    return { text: text.slice(start + 1, end).trim(), end: Math.min(end + 1, text.length), isQuoted: true };
  }
  const run = /\S+/uy;
  run.lastIndex = start;
  const [found = ""] = run.exec(text) ?? [];
  return { text: found, end: start + found.length, isQuoted: false };
}

const VALUES: Partial<Record<FilterKey, readonly string[]>> = { has: HAS_VALUES, is: IS_VALUES };

/** True if a filter can have a value. If it cannot, the part is looked for as a word. */
function isFilterValue(key: FilterKey, value: string): boolean {
  if (value === "") return false;
  if (key === "before" || key === "after") return isDayText(value) || isInstantText(value);
  if (key === "on") return isDayText(value);
  return VALUES[key]?.includes(value.toLowerCase()) ?? true;
}

/** Words for days and spans, English and Russian. `last week` and `last month` are the seven and thirty days before today. */
export const DAY_WORDS: Record<string, { daysAgo: number } | { weekday: number }> = {
  today: { daysAgo: 0 },
  yesterday: { daysAgo: 1 },
  сегодня: { daysAgo: 0 },
  вчера: { daysAgo: 1 },
  "last week": { daysAgo: 7 },
  "прошлая неделя": { daysAgo: 7 },
  "last month": { daysAgo: 30 },
  "прошлый месяц": { daysAgo: 30 },
  ...weekdays("sunday monday tuesday wednesday thursday friday saturday"),
  ...weekdays("воскресенье понедельник вторник среда четверг пятница суббота"),
};

function weekdays(names: string) {
  return Object.fromEntries(names.split(" ").map((name, weekday) => [name, { weekday }]));
}

/** Days of the years 1 to 9999. */
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** True if a text names a day: `2027-01-31`, or one of DAY_WORDS. */
export function isDayText(value: string): boolean {
  if (Object.hasOwn(DAY_WORDS, value.toLowerCase())) return true;
  if (!DAY.test(value)) return false;
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
}

/** A time with a zone in ISO 8601 (RFC 3339), to the minute or finer; offsets of at most 15:59, as PostgreSQL has them. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/i;

/** True if a text names an instant, which `before:` and `after:` take beside days: `2027-01-31T12:00:00Z`. */
export function isInstantText(value: string): boolean {
  const day = INSTANT.exec(value)?.[1];
  return day !== undefined && DAY.test(day) && isDayText(day);
}

/** Writes parts as a search text, which parses to the same parts. */
export const formatQuery = (parts: readonly QueryPart[]): string => parts.map(formatPart).join(" ");

/** Parts as a form makes them, without a range. */
export type NewPart = QueryPart extends infer Part
  ? Part extends QueryPart
    ? Omit<Part, "start" | "end">
    : never
  : never;

/** Writes one part. */
function formatPart(part: NewPart): string {
  const sign = part.isNegated ? "-" : "";
  if (part.kind === "word") return sign + part.text;
  if (part.kind === "phrase") return `${sign}${quoted(part.text)}`;
  return `${sign}${part.key}:${/[\s"“„«”]/u.test(part.value) ? quoted(part.value) : part.value}`;
}

/** A text in quotes that it does not contain. */
const quoted = (text: string) => (text.includes('"') ? `«${text}»` : `"${text}"`);
