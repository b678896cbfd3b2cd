import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessagePage } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { limit, reference, seq, time } from "../fields";
import { type MyRoom, requireMay } from "../rooms/access";
import { firstSince } from "./first-since";
import { type MessageRow, toMessageView } from "./message-view";
import { selectMessages } from "./read-message";

const input = z
  .object({
    room: reference,
    before: seq.optional(),
    after: seq.optional(),
    around: seq.optional(),
    at: time.optional(),
    seqs: z
      .string()
      .regex(/^\d{1,10}(,\d{1,10})*$/, { error: "Must be numbers with commas between them." })
      .transform((list) => list.split(",").map(Number))
      .refine((list) => list.length <= LIMITS.pageSize.max, { error: `At most ${LIMITS.pageSize.max}.` })
      .optional(),
    limit,
  })
  .refine(
    ({ before, after, around, at, seqs }) =>
      [before, after, around, at, seqs].filter((x) => x !== undefined).length <= 1,
    {
      error: "Give one of before, after, around, at and seqs.",
      params: { reason: "invalid" },
    },
  );

/**
 * A page of a room's messages, oldest first: the newest, or those `before`, `after` or `around` a `seq` (not including
 * it, but for `around`), or around the first one that was sent `at` a time or after it, or exactly the ones of `seqs`.
 * Costs the same wherever in the room it is. Error: `not_found`.
 */
export const listMessages = query({
  key: "message.list",
  summary: "Messages of a room",
  input,
  authorize: ({ db, me }, { room }) => requireMay(db, me, "read", room),

  async execute({ db }, { before, after, seqs, limit, ...place }, room): Promise<MessagePage> {
    const around = place.at ? await firstSince(db, room, place.at) : place.around;
    const among = (range: Prisma.Sql) => Prisma.sql`
      x.room_id = ${room.id}::uuid AND x.seq >= ${room.firstVisibleSeq} AND ${range}`;
    if (seqs) return pageOf(await newest(db, among(Prisma.sql`x.seq = ANY(${seqs}::int[])`), limit), room);
    if (after !== undefined)
      return pageOf(await oldest(db, among(Prisma.sql`x.seq > ${after}`), limit), room);
    if (around === undefined) {
      return pageOf(
        await newest(
          db,
          among(before === undefined ? Prisma.sql`true` : Prisma.sql`x.seq < ${before}`),
          limit,
        ),
        room,
      );
    }
    const half = Math.ceil(limit / 2);
    const older = await newest(db, among(Prisma.sql`x.seq <= ${around}`), half);
    const newer = await oldest(db, among(Prisma.sql`x.seq > ${around}`), limit - half);
    return pageOf([...older, ...newer], room);
  },
});

/** The last ones of a range, oldest first. */
const newest = async (db: Db, where: Prisma.Sql, limit: number) =>
  (await selectMessages(db, where, Prisma.sql`ORDER BY x.seq DESC LIMIT ${limit}`)).reverse();

const oldest = (db: Db, where: Prisma.Sql, limit: number) =>
  selectMessages(db, where, Prisma.sql`ORDER BY x.seq LIMIT ${limit}`);

/** What one may read of a room has no holes, so the edges of a page tell whether there is more. */
function pageOf(rows: MessageRow[], { seq, firstVisibleSeq }: MyRoom): MessagePage {
  const items = rows.map(toMessageView);
  return {
    items,
    hasOlder: (items[0]?.seq ?? firstVisibleSeq) > firstVisibleSeq,
    hasNewer: (items.at(-1)?.seq ?? seq) < seq,
  };
}
