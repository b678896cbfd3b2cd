import { v7 as uuid } from "uuid";
import type { ChangeContext } from "@/lib/core/operation";
import type { RoomRole } from "@/lib/shared/views";
import type { Entry, Membership, Prisma, Room } from "@/prisma/generated/client";

/** Somebody who comes in, and how. */
export type Comer = { userId: string; role: RoomRole; entry: Entry; addedById?: string | null };

/** Somebody who goes: by themselves, put out, or until they give the new password. */
export type Goer = { userId: string; how: "left" | "removed" | "lapsed" };

/** What is kept of a membership that ended: for receipts, and for giving it back to one who lapsed. */
type Kept = Pick<Membership, "joinedSeq" | "receiptSeq" | "lastDeliveredSeq" | "firstVisibleSeq" | "notify">;

/**
 * Ends memberships, and notes down how and by whom. Those who are not in the room are passed over. Gives what they were.
 */
export async function leavePeople(ctx: ChangeContext, room: Room, goers: Goer[]): Promise<Membership[]> {
  if (goers.length === 0) return [];
  const which = { roomId: room.id, userId: { in: goers.map(({ userId }) => userId) } };
  const gone = await ctx.db.membership.findMany({ where: which });
  await ctx.db.membership.deleteMany({ where: which });
  const how = new Map(goers.map((goer) => [goer.userId, goer.how]));
  await ctx.db.membershipChange.createMany({
    data: gone.map((membership) => ({
      id: uuid(),
      roomId: room.id,
      userId: membership.userId,
      type: how.get(membership.userId) ?? "left",
      role: membership.role,
      byId: ctx.me.userId || null,
      seq: room.seq,
      kept: keptOf(membership) as Prisma.InputJsonObject,
    })),
  });
  return gone;
}

const keptOf = (membership: Membership): Kept => ({
  joinedSeq: membership.joinedSeq,
  receiptSeq: membership.receiptSeq,
  lastDeliveredSeq: membership.lastDeliveredSeq,
  firstVisibleSeq: membership.firstVisibleSeq,
  notify: membership.notify,
});

/**
 * Makes memberships. `before` is the room as it was, `after` with the lines that tell of the entering: what was said up
 * to then is read, the lines themselves are never unread. Whoever lapsed gets back what they could read before.
 */
export async function enterPeople(
  { db, me }: ChangeContext,
  before: Room,
  after: Room,
  comers: Comer[],
): Promise<void> {
  if (comers.length === 0) return;
  const marks = { lastReadSeq: after.seq, receiptSeq: after.seq, lastDeliveredSeq: after.seq };
  const firstVisibleSeq = after.history === "hidden" ? before.seq + 1 : after.historyFromSeq;
  const lapsed = await readLapsed(db, before.id, comers);
  await db.membership.createMany({
    data: comers.map((comer) => ({
      roomId: before.id,
      ...comer,
      ...marks,
      joinedSeq: before.seq,
      firstVisibleSeq: lapsed.get(comer.userId)?.firstVisibleSeq ?? firstVisibleSeq,
      notify: lapsed.get(comer.userId)?.notify ?? "everything",
    })),
  });
  await db.membershipChange.createMany({
    data: comers.map(({ userId, role, entry, addedById }) => ({
      id: uuid(),
      roomId: before.id,
      userId,
      type: "entered",
      role,
      entry,
      byId: (addedById ?? me?.userId) || null,
      seq: before.seq,
    })),
  });
}

/** Of those whose last change here was that the password was asked of everyone again: what they had. */
async function readLapsed(
  db: ChangeContext["db"],
  roomId: string,
  comers: Comer[],
): Promise<Map<string, Kept>> {
  const rows = await db.$queryRaw<{ userId: string; type: string; kept: Kept }[]>`
    SELECT DISTINCT ON (user_id) user_id AS "userId", type, kept FROM membership_change
     WHERE room_id = ${roomId}::uuid AND user_id = ANY(${comers.map(({ userId }) => userId)}::uuid[])
       AND type <> 'role'
     ORDER BY user_id, id DESC`;
  return new Map(rows.filter(({ type }) => type === "lapsed").map(({ userId, kept }) => [userId, kept]));
}
