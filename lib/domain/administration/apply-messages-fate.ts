import { anonymous } from "@/lib/core/actor";
import { SCOPES } from "@/lib/core/caller";
import { type ChangeContext, changeRooms } from "@/lib/core/operation";
import type { RoomChange } from "@/lib/core/room-change";
import { db, type Tx } from "@/lib/platform/db";
import type { Message, User } from "@/prisma/generated/client";
import { toEvent } from "../messages/message-view";
import { type RewriteResult, type RewrittenMessage, rewriteMessages } from "../messages/rewrite-messages";
import { textOf } from "../rooms/room-events";
import { DELETED_NAME, leaveRooms } from "./leave-rooms";

/** How many messages are changed by one commit: few enough that sends in between do not notice. */
const BATCH = 200;

/** Goes on with what an earlier process began: everyone deleted whose messages are not settled yet. */
export async function resumeMessagesFate(): Promise<void> {
  const people = await db().user.findMany({
    where: { messagesFate: { not: null } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of people) await applyMessagesFate(id);
}

/**
 * Does to a deleted person's messages what was chosen when they were deleted: under `erase` each becomes a tombstone,
 * under `keep` they stay; lines such as "Ada joined" lose the name either way. Room by room in batches, each change with
 * its `rev`, so that readers see it live and in `sync`. Safe to run twice, and in two processes at once.
 */
export async function applyMessagesFate(userId: string): Promise<void> {
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user?.messagesFate) return;
  await leaveRemaining(user);
  for (let after: string | null = ""; after !== null; ) after = await applyToBatch(user, after);
  await db().user.update({ where: { id: userId }, data: { messagesFate: null } });
}

/** Rooms that they entered between the look at their memberships and the deletion. */
async function leaveRemaining(user: User): Promise<void> {
  const left = await db().membership.findMany({
    where: { userId: user.id, room: { kind: { not: "direct" } } },
    select: { roomId: true },
  });
  const roomIds = left.map(({ roomId }) => roomId);
  if (roomIds.length === 0) return;
  await changeRooms(roomIds, async (tx) => {
    const changes: RoomChange[] = [];
    await leaveRooms(contextOf(tx, user, changes), user.id, roomIds);
    return { value: undefined, changes };
  });
}

function contextOf(db: Tx, user: User, changes: RoomChange[]): ChangeContext {
  const { id: userId, username, displayName, role, isBot, rev: userRev } = user;
  const me = { userId, sessionId: "", username, displayName, role, isBot, userRev, scopes: [...SCOPES] };
  const changed = (change: RoomChange) => void changes.push(change);
  return { db, actor: anonymous(), me, changed, afterCommit() {}, refuseAfterCommit() {} };
}

/** One batch after a place in the index (sender, clientId). Gives the next place, or null at the end. */
async function applyToBatch(user: User, after: string): Promise<string | null> {
  const batch = await db().message.findMany({
    where: { senderId: user.id, clientId: { gt: after } },
    select: { id: true, roomId: true, clientId: true },
    orderBy: { clientId: "asc" },
    take: BATCH,
  });
  const last = batch.at(-1);
  if (!last) return null;
  const roomIds = [...new Set(batch.map(({ roomId }) => roomId))];
  const ids = batch.map(({ id }) => id);
  const settled = await changeRooms(roomIds, async (tx) => {
    const rewritings = await rewriteBatch(tx, user, ids);
    return { value: rewritings, changes: rewritings.map(({ change }) => change) };
  });
  for (const { publishCounts } of settled) await publishCounts();
  return last.clientId;
}

async function rewriteBatch(tx: Tx, { messagesFate }: User, ids: string[]): Promise<RewriteResult[]> {
  const rows = await tx.message.findMany({
    where: { id: { in: ids }, deletedAt: null },
    orderBy: [{ roomId: "asc" }, { seq: "asc" }],
  });
  const changed = rows.flatMap((row) => (messagesFate === "erase" ? erased(row) : withoutName(row)));
  const rewritings: RewriteResult[] = [];
  for (const roomId of new Set(changed.map((one) => one.roomId))) {
    const there = changed.filter((one) => one.roomId === roomId);
    rewritings.push(await rewriteMessages(tx, roomId, there));
  }
  return rewritings;
}

const erased = (row: Message): (RewrittenMessage & { roomId: string })[] =>
  row.kind === "system"
    ? withoutName(row)
    : [{ id: row.id, roomId: row.roomId, text: "", event: null, deletedAt: new Date() }];

/** A line of the room about what this person did. Those that others caused are left: they tell of others. */
function withoutName({
  id,
  roomId,
  kind,
  event,
  deletedAt,
}: Message): (RewrittenMessage & { roomId: string })[] {
  if (kind !== "system" || !event) return [];
  const original = toEvent(event);
  const isOfSelf = original.type === "joined" || original.type === "left";
  const now = { ...original, names: isOfSelf ? [DELETED_NAME] : original.names };
  return [{ id, roomId, text: textOf(now, DELETED_NAME), event: now, deletedAt }];
}
