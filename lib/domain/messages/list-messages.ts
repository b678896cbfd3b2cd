import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import type { MessagePage } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { limit, reference, seq, seqList, time } from "../fields";
import { type MyRoom, requireMay } from "../rooms/access";
import { firstSince } from "./first-since";
import { mentionedPeople } from "./mentions/mentioned-people";
import { type MessageRow, toMessageView } from "./message-view";
import { LAST, selectMessages } from "./read-message";

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
 * only `around` includes), or around the first one `at` a time, or exactly those of `seqs`. `hasOlder` and `hasNewer`
 * say whether there is more on either side, even of an empty page; `people` are those whom the messages mention. The
 * cost does not depend on the position. Error:
 * `not_found`.
 */
export const listMessages = query({
  key: "message.list",
  summary: "List a room's messages",
  input,
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),

  async execute({ db }, { at, limit, ...asked }, room): Promise<MessagePage> {
    const around = at ? await firstSince(db, room, at) : asked.around;
    const range = rangeOf({ ...asked, around }, room, limit);
    const rows = await readRange(db, room, range);
    const page = pageOf(asked.seqs ? rows : rows.slice(-limit), room, range);
    const people = await mentionedPeople(db, page.items);
    return people.length > 0 ? { ...page, people } : page;
  },
});

type PageRequest = Partial<Record<"before" | "after" | "around", number | undefined>> & {
  seqs?: number[] | undefined;
};

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
