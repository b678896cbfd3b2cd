import { casual as english } from "chrono-node/en";
import { casual as russian } from "chrono-node/ru";
import { addDays, instantOf, localTimeOf } from "@/lib/shared/time/local-time";
import { nextOccurrence, type Recurrence } from "@/lib/shared/time/occurrences";
import { MORNING } from "@/lib/shared/time/presets";
import type { ReminderRepeat } from "@/lib/shared/views";
import { afterDuration } from "./reminder-duration";
import { takeRepeat } from "./reminder-repeat";

/** The moment, how often, and the text of a typed reminder; or why it is none. */
export type TypedReminder =
  | { at: Date; repeat: ReminderRepeat | null; text: string }
  | { why: "noTime" | "noText" | "past" };

type Now = { now: Date; timeZone: string };

/** Longer texts are cut: a parser of dates looks at each word several times. */
const MOST = 1_000;

const LEAD = /^(?:(?:me|мне)(?!\p{L})[\s,:]*)?(?:(?:to|that|about|о|об|что|чтобы)(?!\p{L})[\s,:]*)?/iu;
const EDGES = /^[\s,.:;—–-]+|[\s,:;—–-]+$/gu;

/**
 * Parses what is typed after `/remind`, in English or Russian: `me in 2 h call Bob`, `call Bob tomorrow at 9`, `every weekday
 * at 9:30 stand-up`. Times are those of the person's zone. A time of day that has passed means its next occurrence, and a
 * day without a time means 9:00.
 */
export function parseReminder(typed: string, { now, timeZone }: Now): TypedReminder {
  const given = typed.slice(0, MOST).trim().replace(LEAD, "");
  const { repeat, weekday, rest } = takeRepeat(given);
  const found = repeat ? series(rest, repeat, weekday, { now, timeZone }) : single(rest, { now, timeZone });
  if (!found) return { why: "noTime" };
  if (found.at <= now) return { why: "past" };
  const text = found.rest.replace(EDGES, "").replace(LEAD, "").replace(EDGES, "");
  return text === "" ? { why: "noText" } : { at: found.at, repeat, text };
}

type Found = { at: Date; rest: string } | null;

/** A series begins with the first day that it names, at the time that is given, or at 9:00. */
function series(rest: string, repeat: ReminderRepeat, weekday: number | null, when: Now): Found {
  const found = findDate(rest, when);
  const time = found ? found.time : MORNING;
  const recurrence = { repeat: weekday === null && repeat === "weekly" ? "daily" : repeat, weekday, time };
  const at = nextOccurrence({ ...recurrence, timeZone: when.timeZone } as Recurrence, when.now);
  return { at, rest: found ? found.rest : rest };
}

function single(rest: string, when: Now): Found {
  const duration = afterDuration(rest, when);
  if (duration) return duration;
  const found = findDate(rest, when);
  if (!found) return null;
  const at = instantOf(found, when.timeZone);
  const isOfAnyDay = !found.hasDay && at <= when.now;
  return {
    at: isOfAnyDay ? instantOf({ ...found, day: addDays(found.day, 1) }, when.timeZone) : at,
    rest: found.rest,
  };
}

/** Finds the date that stands first or last in a text; else the first one. */
function findDate(text: string, { now, timeZone }: Now) {
  const { day, time } = localTimeOf(now, timeZone);
  // The clocks of the zone, as if they were UTC: the parser's own zones know no changes of the clocks.
  const reference = { instant: new Date(`${day}T${time}Z`), timezone: 0 };
  const parsers = /\p{Script=Cyrillic}/u.test(text) ? [russian, english] : [english];
  for (const parser of parsers) {
    const all = parser.parse(text, reference, { forwardDate: true });
    const chosen =
      all.find(({ index }) => text.slice(0, index).trim() === "") ??
      all.findLast(({ index, text: part }) => text.slice(index + part.length).trim() === "") ??
      all[0];
    if (chosen) return toFound(text, chosen);
  }
  return null;
}

type Parsed = ReturnType<typeof english.parse>[number];

/** Words that name a time of day without a number. Without them the parser assumes the present hour, or noon. */
const TIME_OF_DAY = /morning|noon|evening|night|утр|полдень|вечер|ноч|дн[её]м/iu;

/** A preposition that the parser leaves before a date. */
const PREPOSITION = /(?<!\p{L})(?:on|at|by|в|во|на|к)\s*$/iu;

function toFound(text: string, { index, text: part, start }: Parsed) {
  const two = (value: number | null) => String(value ?? 0).padStart(2, "0");
  const hasTime = start.isCertain("hour") || TIME_OF_DAY.test(part);
  return {
    day: `${start.get("year")}-${two(start.get("month"))}-${two(start.get("day"))}`,
    time: hasTime ? `${two(start.get("hour"))}:${two(start.get("minute"))}` : MORNING,
    hasDay: start.isCertain("day") || start.isCertain("weekday"),
    rest: `${text.slice(0, index).replace(PREPOSITION, "")} ${text.slice(index + part.length)}`.replace(
      /\s+/gu,
      " ",
    ),
  };
}
