import { onlineUserIds } from "@/lib/delivery/presence";
import { publishToMembers } from "@/lib/delivery/publish";
import { db, type Tx } from "@/lib/platform/database/db";
import { selectRoomForMembers, toMyRoomView } from "../../rooms/room-view";
import { LAST } from "../read-message";

/**
 * People whose mention by a message changed: by name or `@here`, or everybody in the room. A message that is not in the
 * room's line may be unread whatever the read mark of the room says.
 */
export type MentionChange = { seq: number; inLine: boolean; userIds: string[]; isForAll: boolean };

/** People whose state in a room is read by one statement. */
const BATCH = 500;

/**
 * Publishes new mention counts after a change of existing messages: people who have not read that far get `room` with
 * the count of the rows, on all their devices and in all processes. Their `rev` moves, so that a device that misses
 * the frame asks. Call it within the change, and run the returned function after the commit.
 *
 * @param calls mentions that the changed messages gained or lost
 */
export async function recountMentions(
  tx: Tx,
  roomId: string,
  calls: readonly MentionChange[],
): Promise<() => Promise<void>> {
  const moved = await bumpUserRevs(tx, roomId, calls);
  return async () => {
    // Presence lags by a second between processes. People who are mentioned by name are few, so they always get the
    // frame.
    const recipients = new Set(moved.length > 0 ? onlineUserIds() : []);
    for (const { userIds } of calls) for (const userId of userIds) recipients.add(userId);
    const people = moved.filter(({ userId }) => recipients.has(userId));
    for (let from = 0; from < people.length; from += BATCH) {
      await publishCounts(roomId, people.slice(from, from + BATCH));
    }
  };
}

type BumpedUser = { userId: string; rev: number };

/** Bumps the `rev` of people with an unread mention that changed. Locks them in the order of their ids. */
async function bumpUserRevs(tx: Tx, roomId: string, calls: readonly MentionChange[]): Promise<BumpedUser[]> {
  const newest = new Map<string, number>();
  let newestForAll = 0;
  for (const { seq: number, inLine, userIds, isForAll } of calls) {
    const seq = inLine ? number : LAST;
    for (const userId of userIds) newest.set(userId, Math.max(seq, newest.get(userId) ?? 0));
    if (isForAll) newestForAll = Math.max(newestForAll, seq);
  }
  if (newest.size === 0 && newestForAll === 0) return [];
  return tx.$queryRaw<BumpedUser[]>`
    WITH called AS (
      SELECT c.user_id, max(c.seq) AS seq FROM (
        SELECT * FROM unnest(${[...newest.keys()]}::uuid[], ${[...newest.values()]}::int[]) AS n (user_id, seq)
        UNION ALL
        SELECT m.user_id, ${newestForAll}::int FROM membership m
         WHERE ${newestForAll}::int > 0 AND m.room_id = ${roomId}::uuid) c
       GROUP BY c.user_id
    ),
    held AS (
      SELECT u.id FROM called c
        JOIN membership m ON m.room_id = ${roomId}::uuid AND m.user_id = c.user_id AND m.last_read_seq < c.seq
        JOIN "user" u ON u.id = c.user_id
       ORDER BY u.id FOR NO KEY UPDATE OF u
    )
    UPDATE "user" SET rev = "user".rev + 1 FROM held WHERE "user".id = held.id
    RETURNING "user".id AS "userId", "user".rev`;
}

async function publishCounts(roomId: string, people: BumpedUser[]): Promise<void> {
  const revOf = new Map(people.map(({ userId, rev }) => [userId, rev]));
  const rows = await selectRoomForMembers(db(), roomId, [...revOf.keys()]);
  publishToMembers(
    roomId,
    "room",
    rows.map((row) => ({
      userId: row.userId,
      payload: { room: toMyRoomView(row), userRev: revOf.get(row.userId) },
    })),
  );
}
