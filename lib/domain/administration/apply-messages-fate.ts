import { z } from "zod";
import { anonymous } from "@/lib/core/actor";
import { SCOPES } from "@/lib/core/caller";
import { defineJob } from "@/lib/core/jobs/define-job";
import type { RoomChange } from "@/lib/delivery/room-change";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import { changeRooms } from "@/lib/delivery/write";
import { db, type Tx } from "@/lib/platform/database/db";
import type { Message, User } from "@/prisma/generated/client";
import {
  type RewriteResult,
  type RewrittenMessage,
  rewriteMessages,
} from "../messages/edit/rewrite-messages";
import { toEvent } from "../messages/message-view";
import { textOf } from "../rooms/room-events";
import { DELETED_NAME, leaveRooms } from "./leave-rooms";

/** Messages changed by one commit: few enough that sends in between are not delayed. */
const BATCH = 200;

/**
 * Applies the choice made for a deleted person's messages: `erase` makes each a tombstone, `keep` leaves them; system
 * messages such as "Ada joined" lose the name in both cases. It works in batches, each change with its `rev`, so that
 * readers see it live and in `sync`. A run that starts again skips what is rewritten already.
 */
export const rewriteMessagesJob = defineJob({
  kind: "person.rewrite-messages",
  input: z.object({ userId: z.uuid() }),
  maxAttempts: 20,
  backoff: { first: 10, longest: 3600 },

  async run({ userId }, { signal }): Promise<void> {
    const user = await db().user.findUnique({ where: { id: userId } });
    if (!user?.messagesFate) return;
    await leaveRemaining(user);
    for (let after: string | null = ""; after !== null; ) {
      signal.throwIfAborted();
      after = await applyToBatch(user, after);
    }
    await db().user.update({ where: { id: userId }, data: { messagesFate: null } });
  },
});

/** Leaves the rooms that the person entered between the reading of their memberships and the deletion. */
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

/**
 * Processes one batch after a position in the index (sender, clientId). @returns the next position, or null at the
 * end
 */
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
    return { value: rewritings, changes: rewritings.flatMap(({ changes }) => changes) };
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

/** Removes the person's name from a system message about their own act. Messages about others' acts stay. */
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
