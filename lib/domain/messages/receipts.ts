import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { ReceiptsView, UserView } from "@/lib/shared/views";
import { id } from "../fields";
import { toUserView } from "../people/user-view";
import { requireMessage } from "./access";
import type { MessageRow } from "./message-view";

/**
 * Reads a message's receipts: who has read it, who has received it, who has not, among the people who were members
 * when it was sent, including later leavers and without its sender. Each state lists the first LIMITS.pageSize.max
 * people by name, and counts all. Error: `not_found`.
 */
export const readReceipts = query({
  key: "message.receipts",
  summary: "Get a message's read receipts",
  input: z.object({ message: id }),
  authorize: async ({ db, me }, { message }) => (await requireMessage(db, me, "read", message)).message,

  async execute({ db }, _input, message): Promise<ReceiptsView> {
    const marks = await readMarks(db, message);
    const of = (part: ReceiptState) => marks.filter((mark) => stateOf(mark, message.seq) === part);
    const [read, delivered, waiting] = [of("read"), of("delivered"), of("waiting")];
    return {
      read: await firstByName(db, read),
      delivered: await firstByName(db, delivered),
      waiting: await firstByName(db, waiting),
      counts: { read: read.length, delivered: delivered.length, waiting: waiting.length },
    };
  },
});

type ReceiptState = keyof ReceiptsView["counts"];

/** A room can have more people than an answer should carry. */
async function firstByName(db: Db, marks: ReadMark[]): Promise<UserView[]> {
  if (marks.length === 0) return [];
  const users = await db.user.findMany({
    where: { id: { in: marks.map(({ userId }) => userId) } },
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    take: LIMITS.pageSize.max,
  });
  return users.map(toUserView);
}

type ReadMark = { userId: string; receiptSeq: number; deliveredSeq: number };

function stateOf({ receiptSeq, deliveredSeq }: ReadMark, seq: number): ReceiptState {
  if (receiptSeq >= seq) return "read";
  return deliveredSeq >= seq ? "delivered" : "waiting";
}

/**
 * Reads the marks of everyone who was a member when the message was sent; a person who left and came back counts
 * once.
 */
const readMarks = (db: Db, { roomId, seq, senderId }: MessageRow) => db.$queryRaw<ReadMark[]>`
  SELECT user_id AS "userId", max(receipt_seq)::int AS "receiptSeq", max(delivered_seq)::int AS "deliveredSeq"
    FROM (
      SELECT m.user_id, m.receipt_seq, m.last_delivered_seq AS delivered_seq FROM membership m
       WHERE m.room_id = ${roomId}::uuid AND m.joined_seq < ${seq}
      UNION ALL
      SELECT c.user_id, (c.kept ->> 'receiptSeq')::int, (c.kept ->> 'lastDeliveredSeq')::int FROM membership_change c
       WHERE c.room_id = ${roomId}::uuid AND c.kept IS NOT NULL
         AND (c.kept ->> 'joinedSeq')::int < ${seq} AND c.seq >= ${seq}
    ) marks
   WHERE user_id <> ${senderId}::uuid GROUP BY user_id`;
