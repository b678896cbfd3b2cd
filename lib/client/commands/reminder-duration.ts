import { addDays, instantOf, localTimeOf } from "@/lib/shared/time/local-time";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Beginnings of units; days keep the time of day when the clocks change, hours do not. */
const UNITS: readonly [RegExp, { ms: number } | { days: number }][] = [
  [/^(?:m|min|mins|minutes?|м|мин|минут[аыу]?)$/iu, { ms: MINUTE_MS }],
  [/^(?:h|hrs?|hours?|ч|час|час[ао]в?)$/iu, { ms: HOUR_MS }],
  [/^(?:d|days?|д|день|дня|дней)$/iu, { days: 1 }],
  [/^(?:w|weeks?|н|нед|недел[юиья]|недель)$/iu, { days: 7 }],
];

const AMOUNT = String.raw`(?:(?:\d{1,4}(?:[.,]\d{1,2})?|an?|half\s+an|пол)?\s*\p{L}+\.?)`;
const DURATION = new RegExp(
  String.raw`(?<!\p{L})(?:in|через)\s+(${AMOUNT}(?:\s+(?:and\s+|и\s+)?\d{1,4}\s*\p{L}+\.?)?)(?![\p{L}\p{N}])`,
  "iu",
);
const PART = /(\d{1,4}(?:[.,]\d{1,2})?|half\s+an|an?(?=\s)|пол)?\s*(\p{L}+)/giu;

/** Finds a duration from now, such as `in 2 h`, `in half an hour` or `через 1 час 30 минут`; null without one. */
export function afterDuration(
  text: string,
  { now, timeZone }: { now: Date; timeZone: string },
): { at: Date; rest: string } | null {
  const found = DURATION.exec(text);
  const length = found && lengthOf(found[1] ?? "");
  if (!length) return null;
  const { day, time } = localTimeOf(now, timeZone);
  const seconds = now.getTime() % MINUTE_MS;
  const later = length.days > 0 ? instantOf({ day: addDays(day, length.days), time }, timeZone) : now;
  const at = new Date(later.getTime() + (length.days > 0 ? seconds : 0) + length.ms);
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { at, rest: rest.replace(/\s+/gu, " ") };
}

/** The whole of a duration; null if one of its words is no unit. A count of days is whole. */
function lengthOf(words: string): { ms: number; days: number } | null {
  const length = { ms: 0, days: 0 };
  for (const [, count, unit = ""] of words.replace(/(?<!\p{L})(?:and|и)\s/giu, "").matchAll(PART)) {
    const amount = amountOf(count);
    const kind = UNITS.find(([name]) => name.test(unit))?.[1];
    if (!kind || !Number.isFinite(amount)) return null;
    if ("ms" in kind) length.ms += amount * kind.ms;
    else length.days += Math.round(amount * kind.days);
  }
  return length.ms + length.days > 0 ? length : null;
}

function amountOf(count: string | undefined): number {
  if (count === undefined || /^an?$/i.test(count)) return 1;
  return /^(?:half|пол)/iu.test(count) ? 0.5 : Number(count.replace(",", "."));
}
