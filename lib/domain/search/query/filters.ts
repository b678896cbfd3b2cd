import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { DAY_WORDS, type FilterKey, isInstantText, type QueryPart } from "@/lib/shared/search/parse-query";
import { startOfDay } from "@/lib/shared/time-zone";
import { Prisma } from "@/prisma/generated/client";
import { fold, isId } from "../../fields";
import { visibleTo } from "../../people/access";
import { requireMembership } from "../../rooms/access";
import { CALL_TOKEN, EDITED_TOKEN, hasToken, mentionToken, roomToken, senderToken } from "../words/tokens";
import type { EntryQuery } from "./entry-query";

type Filter = Pick<Extract<QueryPart, { kind: "filter" }>, "key" | "value" | "isNegated">;

type Asker = { me: Context["me"]; timeZone: string };

/**
 * Adds a filter to a query. @returns false if it cannot be understood: there is no such person or room for the caller, or
 * the index does not know it
 */
export async function addFilter(db: Db, query: EntryQuery, filter: Filter, asker: Asker): Promise<boolean> {
  const { key, value, isNegated } = filter;
  switch (key) {
    case "from":
    case "mentions":
      return addPeople(db, query, filter, asker);
    case "in":
      return addRoom(db, query, filter, asker);
    case "has":
    case "is":
      if (value.toLowerCase() === "bot") return addBots(db, query, isNegated);
      return addFact(query, value.toLowerCase(), isNegated);
    case "before":
    case "after":
    case "on":
      return addDay(query, { key, value, isNegated }, asker.timeZone);
    case "filename":
      return false;
  }
}

async function addPeople(db: Db, query: EntryQuery, { key, value, isNegated }: Filter, { me }: Asker) {
  const ids = await findPeople(db, me, value.replace(/^@/, ""));
  const isEverybody = key === "mentions" && ids.includes(me.userId);
  const tokens = ids.map(key === "from" ? senderToken : mentionToken);
  if (isEverybody) tokens.push(CALL_TOKEN);
  if (tokens.length === 0) return false;
  if (isNegated) query.noneOf.push(...tokens);
  else query.anyOf.push(tokens);
  return true;
}

/** Requires or excludes messages of bots: by the tokens of their senders, so that no message is looked up. */
async function addBots(db: Db, query: EntryQuery, isNegated: boolean): Promise<true> {
  const bots = await db.user.findMany({ where: { isBot: true }, select: { id: true } });
  const tokens = bots.map(({ id }) => senderToken(id));
  if (isNegated) query.noneOf.push(...tokens);
  else query.anyOf.push(tokens);
  return true;
}

/** People of one name at most. */
const NAMESAKES = 20;

/** Finds people whom the caller may see by `me`, id, username, or else display name. */
async function findPeople(db: Db, me: Asker["me"], name: string): Promise<string[]> {
  if (name.toLowerCase() === "me") return [me.userId];
  const named = isId(name)
    ? Prisma.sql`u.id = ${name}::uuid`
    : Prisma.sql`(u.username_key = ${fold(name)} OR lower(u.display_name) = ${fold(name)})`;
  const found = await db.$queryRaw<{ id: string; isUsername: boolean }[]>`
    SELECT u.id, u.username_key = ${fold(name)} AS "isUsername" FROM "user" u
     WHERE ${named} AND ${visibleTo(me)} ORDER BY 2 DESC LIMIT ${NAMESAKES}`;
  return found.filter(({ isUsername }) => isUsername || !found[0]?.isUsername).map(({ id }) => id);
}

async function addRoom(db: Db, query: EntryQuery, { value, isNegated }: Filter, { me }: Asker) {
  const roomId = await findRoom(db, me, value.replace(/^#/, ""));
  if (roomId === null) return false;
  if (isNegated) query.noneOf.push(roomToken(roomId));
  else query.inRooms = query.inRooms?.includes(roomId) === false ? [] : [roomId];
  return true;
}

/** Finds a room that the caller is in by id, name or former name; `@ada` is the conversation with that person. */
async function findRoom(db: Db, me: Asker["me"], name: string): Promise<string | null> {
  if (name.startsWith("@")) {
    const [person] = await findPeople(db, me, name.slice(1));
    return person ? findDirect(db, me.userId, person) : null;
  }
  try {
    return (await requireMembership(db, me, name)).id;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

async function findDirect(db: Db, userId: string, otherId: string): Promise<string | null> {
  const [room] = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM room r JOIN membership m ON m.room_id = r.id AND m.user_id = ${userId}::uuid
     WHERE r.kind = 'direct' AND r.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM membership o WHERE o.room_id = r.id AND o.user_id = ${otherId}::uuid)
       AND (${userId}::uuid <> ${otherId}::uuid OR r.member_count = 1)
     LIMIT 1`;
  return room?.id ?? null;
}

const FACTS = z.enum(["saved", "pinned", "reaction", "thread", "unread"]);

function addFact(query: EntryQuery, value: string, isNegated: boolean): boolean {
  const tokens: Record<string, number> = {
    edited: EDITED_TOKEN,
    file: hasToken("file"),
    image: hasToken("image"),
    link: hasToken("link"),
    code: hasToken("code"),
  };
  const token = tokens[value];
  if (token !== undefined) {
    (isNegated ? query.noneOf : query.must).push(token);
    return true;
  }
  const fact = FACTS.safeParse(value === "pin" ? "pinned" : value);
  if (fact.success) query.conditions[fact.data] = !isNegated;
  return fact.success;
}

type DayFilter = { key: Extract<FilterKey, "before" | "after" | "on">; value: string; isNegated: boolean };

/**
 * Adds days of the caller's time zone: `before` and `after` exclude the named day, `on` is that day. After a span such as
 * last week means since it began. An instant, which has a zone of its own, is excluded too.
 */
function addDay(query: EntryQuery, { key, value, isNegated }: DayFilter, timeZone: string): boolean {
  const day = isInstantText(value) ? instant(value) : toDay(value, timeZone);
  const { begin, end } = day;
  // Not before a day is: on it or later.
  if (key === "before") limit(query, isNegated ? { after: begin } : { before: begin });
  else if (key === "after") limit(query, isNegated ? { before: end } : { after: day.isSpan ? begin : end });
  else if (isNegated) query.notDuring.push(`[${begin},${end})`);
  else limit(query, { after: begin, before: end });
  return true;
}

function limit(query: EntryQuery, { after, before }: { after?: string; before?: string }): void {
  if (after && (!query.after || new Date(after) > query.after)) query.after = new Date(after);
  if (before && (!query.before || new Date(before) < query.before)) query.before = new Date(before);
}

const DAY_MS = 24 * 3_600_000;

/** A time from its beginning to before its end, both in ISO 8601. */
type Span = { begin: string; end: string; isSpan: boolean };

/** Messages have times in milliseconds. */
const instant = (value: string): Span => ({
  begin: new Date(value).toISOString(),
  end: new Date(Date.parse(value) + 1).toISOString(),
  isSpan: false,
});

/** The ends of the calendar that PostgreSQL and ISO 8601 share. */
const CALENDAR = { begin: "0001-01-01T00:00:00.000Z", end: "9999-12-31T23:59:59.999Z" };

function toDay(value: string, timeZone: string): Span {
  const { first, last, isSpan } = daysOf(value, timeZone);
  return {
    begin: startOfDay(first, timeZone) ?? CALENDAR.begin,
    end: startOfDay(last, timeZone, 1) ?? CALENDAR.end,
    isSpan,
  };
}

type Days = { first: string; last: string; isSpan: boolean };

/** Returns the first and last day that a text names, of those that `isDayText` takes. */
function daysOf(value: string, timeZone: string, now = Date.now()): Days {
  const word = DAY_WORDS[value.toLowerCase()];
  if (!word) return { first: value, last: value, isSpan: false };
  const today = localDay(now, timeZone);
  const back = (days: number) => new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
  if ("daysAgo" in word) {
    const first = back(word.daysAgo);
    const isSpan = word.daysAgo > 1;
    return { first, last: isSpan ? back(1) : first, isSpan };
  }
  const first = back((new Date(today).getUTCDay() - word.weekday + 7) % 7);
  return { first, last: first, isSpan: false };
}

/** Returns the day of a time in a zone, such as 2027-01-31. */
const localDay = (time: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    time,
  );
