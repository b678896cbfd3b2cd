import { v7 as uuid } from "uuid";
import { notFound } from "@/lib/core/errors";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { RoomRole } from "@/lib/shared/views";
import { type Entry, type Membership, Prisma, type Room } from "@/prisma/generated/client";

/** A person to add, with their way of joining. */
export type NewMember = { userId: string; role: RoomRole; entry: Entry; addedById?: string | null };

/** A person to remove: they left, were removed, or must enter the new password. */
export type LeavingMember = { userId: string; how: "left" | "removed" | "lapsed" };

/** State of an ended membership, kept for receipts, and for restoring it when the person enters the new password. */
type MembershipSnapshot = Pick<
  Membership,
  "joinedSeq" | "receiptSeq" | "lastDeliveredSeq" | "firstVisibleSeq" | "notify"
>;

/**
 * Deletes memberships and records how and by whom: one statement, because a room may have thousands. Non-members are
 * skipped. @returns the removed people with their roles
 */
export async function deleteMemberships(
  { db, me }: ChangeContext,
  room: Room,
  leaving: LeavingMember[],
): Promise<Pick<Membership, "userId" | "role">[]> {
  if (leaving.length === 0) return [];
  return db.$queryRaw`
    WITH goer AS (
      SELECT * FROM unnest(
        ${leaving.map(() => uuid())}::uuid[], ${leaving.map(({ userId }) => userId)}::uuid[], ${leaving.map(({ how }) => how)}::text[]
      ) AS g (id, user_id, how)
    ),
    gone AS (
      DELETE FROM membership m USING goer g
       WHERE m.room_id = ${room.id}::uuid AND m.user_id = g.user_id
      RETURNING g.id, g.how, m.user_id, m.role, ${SNAPSHOT} AS kept
    ),
    noted AS (
      INSERT INTO membership_change (id, room_id, user_id, type, role, by_id, seq, kept)
      SELECT id, ${room.id}::uuid, user_id, how, role, ${me.userId || null}::uuid, ${room.seq}::int, kept FROM gone
    )
    SELECT user_id AS "userId", role::text AS role FROM gone`;
}

/** Snapshot of the membership `m`. */
const SNAPSHOT = Prisma.sql`jsonb_build_object(
  'joinedSeq', m.joined_seq, 'receiptSeq', m.receipt_seq, 'lastDeliveredSeq', m.last_delivered_seq,
  'firstVisibleSeq', m.first_visible_seq, 'notify', m.notify)`;

/**
 * Inserts memberships in one statement, because there may be a thousand. Messages up to now count as read, and the
 * system messages of the joining too. People who re-enter a password get back the history that they could read.
 * Error: `not_found` for a deleted account.
 *
 * @param before the room before the change
 * @param after the room with its system messages counted
 */
export async function insertMemberships(
  { db, me }: ChangeContext,
  before: Room,
  after: Room,
  newMembers: NewMember[],
): Promise<void> {
  if (newMembers.length === 0) return;
  await lockAccounts(db, newMembers);
  const firstVisibleSeq = after.history === "hidden" ? before.seq + 1 : after.historyFromSeq;
  const earlier = await readSnapshots(db, before.id, newMembers);
  const snapshots = newMembers.map(({ userId }) => earlier.get(userId));
  await db.$executeRaw`
    WITH comer AS (
      SELECT * FROM unnest(
        ${newMembers.map(() => uuid())}::uuid[], ${newMembers.map(({ userId }) => userId)}::uuid[],
        ${newMembers.map(({ role }) => role)}::room_role[], ${newMembers.map(({ entry }) => entry)}::entry[],
        ${newMembers.map(({ addedById }) => addedById ?? null)}::uuid[],
        ${snapshots.map((one) => one?.firstVisibleSeq ?? firstVisibleSeq)}::int[],
        ${snapshots.map((one) => one?.notify ?? null)}::notify[]
      ) AS c (id, user_id, role, entry, added_by_id, first_visible_seq, notify)
    ),
    noted AS (
      INSERT INTO membership_change (id, room_id, user_id, type, role, entry, by_id, seq)
      SELECT id, ${before.id}::uuid, user_id, 'entered', role, entry,
             coalesce(added_by_id, ${me?.userId || null}::uuid), ${before.seq}::int FROM comer
    )
    INSERT INTO membership (room_id, user_id, role, entry, added_by_id, first_visible_seq, notify, joined_seq,
                            last_read_seq, receipt_seq, last_delivered_seq, threads_read_seq)
    SELECT ${before.id}::uuid, user_id, role, entry, added_by_id, first_visible_seq, notify, ${before.seq}::int,
           ${after.seq}::int, ${after.seq}::int, ${after.seq}::int, ${after.seq}::int FROM comer`;
}

/** Locks the accounts. A deletion at the same time either finds the new membership, or the account is gone here. */
async function lockAccounts(db: ChangeContext["db"], newMembers: NewMember[]): Promise<void> {
  const held = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "user" WHERE id = ANY(${newMembers.map(({ userId }) => userId)}::uuid[]) AND deleted_at IS NULL
     ORDER BY id FOR NO KEY UPDATE`;
  if (held.length < newMembers.length) throw notFound("Person not found.");
}

/** Reads the snapshots of people whose last change in the room was that everyone had to enter the password again. */
async function readSnapshots(
  db: ChangeContext["db"],
  roomId: string,
  newMembers: NewMember[],
): Promise<Map<string, MembershipSnapshot>> {
  const rows = await db.$queryRaw<{ userId: string; type: string; kept: MembershipSnapshot }[]>`
    SELECT DISTINCT ON (user_id) user_id AS "userId", type, kept FROM membership_change
     WHERE room_id = ${roomId}::uuid AND user_id = ANY(${newMembers.map(({ userId }) => userId)}::uuid[])
       AND type <> 'role'
     ORDER BY user_id, seq DESC, id DESC`;
  return new Map(rows.filter(({ type }) => type === "lapsed").map(({ userId, kept }) => [userId, kept]));
}
