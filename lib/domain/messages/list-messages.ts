import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { MessagePage } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { id, limit, reference, seq, seqList, time } from "../fields";
import { type MyRoom, requireMay } from "../rooms/access";
import { firstSince } from "./first-since";
import { mentionedPeople } from "./mentions/mentioned-people";
import { type MessageRow, toMessageView } from "./message-view";
import { LAST, selectMessages, selectMessagesOf } from "./read-message";

/** The fields that choose a page. */
const POSITIONS = ["before", "after", "around", "at", "seqs"] as const;

const input = z
  .object({
    room: reference,
    before: seq.optional(),
    after: seq.optional(),
    around: seq.optional(),
    at: time.optional(),
    seqs: seqList.optional(),
    thread: z.union([z.literal("all"), id], { error: "Must be all, or the id of a message." }).optional(),
    limit,
  })
  .superRefine((given, ctx) => {
    const [, second] = POSITIONS.filter((name) => given[name] !== undefined);
    if (!second) return;
    const message = "Use only one of before, after, around, at and seqs.";
    ctx.addIssue({ code: "custom", path: [second], message, params: { reason: "invalid" } });
  });

/**
 * Lists a page of a room's messages, oldest first: the newest, or those `before`, `after` or `around` a `seq` (which
 * only `around` includes), or around the first one `at` a time, or exactly those of `seqs`. Replies in threads are left out
 * unless they were sent to the room too; `thread` asks for one thread, its root first, or for `all` messages, and `seqs` have
 * all. `hasOlder` and `hasNewer` say whether there is more on either side, even of an empty page; `people` are those whom the
 * messages mention. The cost does not depend on the position. Error: `not_found`, also for a thread of which the caller may
 * read nothing in this room.
 */
export const listMessages = query({
  key: "message.list",
  summary: "List a room's messages",
  input,

  async authorize({ db, me }, { room, thread }) {
    const found = await requireMay(db, me, "read", room);
    if (thread && thread !== "all") await requireRootIn(db, found, thread);
    return found;
  },

  async execute({ db }, { at, limit, thread, ...asked }, room): Promise<MessagePage> {
    const around = at ? await firstSince(db, room, at) : asked.around;
    const page =
      thread === "all" || asked.seqs
        ? await readNumbers(db, room, { ...asked, around }, limit)
        : await readLine(db, room, thread ?? null, { ...asked, around }, limit);
    const people = await mentionedPeople(db, page.items);
    return people.length > 0 ? { ...page, people } : page;
  },
});

/** Requires that a message of the room has a thread, or can have one, of which the caller may read something. */
async function requireRootIn(db: Db, { id, firstVisibleSeq }: MyRoom, rootId: string): Promise<void> {
  const [found] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM message x
     WHERE x.id = ${rootId}::uuid AND x.room_id = ${id}::uuid AND x.thread_id IS NULL
       AND (x.seq >= ${firstVisibleSeq} OR x.thread_last_seq >= ${firstVisibleSeq})`;
  if (!found) throw notFound("Thread not found.");
}

type PageRequest = Partial<Record<"before" | "after" | "around", number | undefined>> & {
  seqs?: number[] | undefined;
};

/** A place in a list: so many messages up to `pivot`, and so many after it. */
type LinePlace = { pivot: number; older: number; newer: number };

function placeOf({ before, after, around }: PageRequest, limit: number, firstVisibleSeq: number): LinePlace {
  const bounded = (seq: number) => Math.min(seq, LAST);
  if (after !== undefined) return { pivot: bounded(after), older: 0, newer: limit };
  if (before !== undefined) return { pivot: bounded(before - 1), older: limit, newer: 0 };
  if (around === undefined) return { pivot: LAST, older: limit, newer: 0 };
  const older = Math.ceil(limit / 2);
  return { pivot: bounded(Math.max(around, firstVisibleSeq)), older, newer: limit - older };
}

/** Reads a page of a room's line, or of a thread. One message more on each side shows whether there is more. */
async function readLine(
  db: Db,
  { id, firstVisibleSeq }: MyRoom,
  rootId: string | null,
  asked: PageRequest,
  limit: number,
): Promise<MessagePage> {
  const { pivot, older, newer } = placeOf(asked, limit, firstVisibleSeq);
  const counts = Prisma.sql`${firstVisibleSeq}::int, ${pivot}::int, ${older + 1}::int, ${newer + 2}::int`;
  const rows = await selectMessagesOf(
    db,
    rootId
      ? Prisma.sql`thread_around(${rootId}::uuid, ${counts})`
      : Prisma.sql`line_around(${id}::uuid, ${counts})`,
    Prisma.sql`ORDER BY x.seq`,
  );
  const [before, after] = [rows.filter(({ seq }) => seq <= pivot), rows.filter(({ seq }) => seq > pivot)];
  // Around a number before the first message there is that one.
  const shown = before.length === 0 && asked.around !== undefined ? Math.max(newer, 1) : newer;
  return {
    items: [...before.slice(Math.max(0, before.length - older)), ...after.slice(0, shown)].map(toMessageView),
    hasOlder: before.length > older,
    hasNewer: after.length > shown,
  };
}

/** Reads a page of all messages, in threads or not. */
async function readNumbers(db: Db, room: MyRoom, asked: PageRequest, limit: number): Promise<MessagePage> {
  const range = rangeOf(asked, room, limit);
  const rows = await readRange(db, room, range);
  return pageOf(asked.seqs ? rows : rows.slice(-limit), room, range);
}

/** A page's range of numbers, both ends included, or the chosen numbers within it. */
type SeqRange = { from: number; to: number; seqs?: number[] };

/**
 * Computes a page's range. A room's numbers have no holes, so the range is as long as the page and few rows are read,
 * whatever the planner knows of the room's size.
 */
function rangeOf({ before, after, around, seqs }: PageRequest, room: MyRoom, limit: number): SeqRange {
  const { seq, firstVisibleSeq } = room;
  const startingAt = (from: number) => ({ from, to: from + limit - 1 });
  if (seqs) return { from: Math.min(...seqs), to: Math.max(...seqs), seqs };
  if (after !== undefined) return startingAt(Math.max(after + 1, firstVisibleSeq));
  if (before !== undefined) return startingAt(Math.min(before - 1, seq) - limit + 1);
  // The newest page includes messages that came since the room was read.
  if (around === undefined) return { from: seq - limit + 1, to: LAST };
  const middle = Math.max(Math.min(around, seq), firstVisibleSeq);
  return startingAt(middle - Math.ceil(limit / 2) + 1);
}

function readRange(db: Db, { id, firstVisibleSeq }: MyRoom, { from, to, seqs }: SeqRange) {
  const chosen = seqs ? Prisma.sql`AND x.seq = ANY(${seqs}::int[])` : Prisma.empty;
  return selectMessages(
    db,
    Prisma.sql`x.room_id = ${id}::uuid 
      AND x.seq BETWEEN ${Math.max(from, firstVisibleSeq)}::bigint AND ${to}::bigint ${chosen}`,
    Prisma.sql`ORDER BY x.seq`,
  );
}

/** Readable messages have no holes, so a page's edges show whether there is more. */
function pageOf(rows: MessageRow[], { seq, firstVisibleSeq }: MyRoom, { from, to }: SeqRange): MessagePage {
  const items = rows.map(toMessageView);
  const first = items[0]?.seq ?? Math.min(from, seq + 1);
  const last = items.at(-1)?.seq ?? Math.max(to, firstVisibleSeq - 1);
  return { items, hasOlder: first > firstVisibleSeq, hasNewer: last < seq };
}
