import type { RoomChange } from "@/lib/delivery/room-change";
import type { Tx } from "@/lib/platform/database/db";
import { toWire } from "@/lib/shared/messages/message-codec";
import type { RoomEvent } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { detachFiles } from "../../files/detach-files";
import { recountThreads } from "../../threads/recount-thread";
import { publishToFollowers } from "../../threads/threads-of-commits";
import { type MentionChange, recountMentions } from "../mentions/recount-mentions";
import { toMessageView } from "../message-view";
import { selectMessages } from "../read-message";

/** New content of a message. */
export type RewrittenMessage = { id: string; text: string; event: RoomEvent | null; deletedAt: Date | null };

/**
 * Columns of a deleted message. Together with `eraseTraces`, which deletes the rows beside it, nothing of its content
 * is left.
 */
export const ERASED_COLUMNS = {
  text: "",
  mentionUserIds: [],
  mentionGroups: [],
  mentionHere: false,
  mentionAll: false,
  forwardOfId: null,
  forwardSender: null,
  forwardSentAt: null,
  pinnedAt: null,
  reactions: [],
  fileCount: 0,
  cards: [],
  confirmation: Prisma.DbNull,
  poll: Prisma.DbNull,
  checks: [],
} satisfies Prisma.MessageUncheckedUpdateInput;

/**
 * Deletes the earlier texts, mentions, reactions, confirmations, votes, bookmarks and files of messages. Call it before the messages
 * themselves are emptied. @returns the lost mentions, for `recountMentions`
 */
export async function eraseTraces(tx: Tx, messageIds: string[]): Promise<MentionChange[]> {
  const calls = await readMentions(tx, messageIds);
  const theirs = { where: { messageId: { in: messageIds } } };
  await tx.messageRevision.deleteMany(theirs);
  await tx.mention.deleteMany(theirs);
  await tx.reaction.deleteMany(theirs);
  await tx.savedMessage.deleteMany(theirs);
  await tx.messageConfirmation.deleteMany(theirs);
  await tx.pollVote.deleteMany(theirs);
  await tx.pollClock.deleteMany(theirs);
  await tx.cardImageUse.deleteMany(theirs);
  await detachFiles(tx, messageIds);
  return calls;
}

async function readMentions(tx: Tx, messageIds: string[]): Promise<MentionChange[]> {
  const rows = await tx.$queryRaw<{ userId: string | null; seq: number; inLine: boolean }[]>`
    SELECT n.user_id AS "userId", n.seq, n.in_line AS "inLine" FROM mention n
     WHERE n.message_id = ANY(${messageIds}::uuid[]) AND n.is_active
    UNION ALL
    SELECT NULL, x.seq, x.thread_id IS NULL OR x.also_in_room FROM message x
     WHERE x.id = ANY(${messageIds}::uuid[]) AND x.mention_all`;
  return rows.map(({ userId, ...place }) => ({
    ...place,
    userIds: userId ? [userId] : [],
    isForAll: userId === null,
  }));
}

/** The changes for the hubs, and a function that publishes counts of mentions and threads after the commit. */
export type RewriteResult = { changes: RoomChange[]; publishCounts: () => Promise<void> };

/**
 * Rewrites messages of one locked room. Each takes a `rev` of its own, so that a page of `sync` can end at any of
 * them.
 */
export async function rewriteMessages(
  tx: Tx,
  roomId: string,
  rewritten: RewrittenMessage[],
): Promise<RewriteResult> {
  const erased = rewritten.filter(({ deletedAt }) => deletedAt).map(({ id }) => id);
  const publishCounts = await recountMentions(tx, roomId, await eraseTraces(tx, erased));
  const data = { rev: { increment: rewritten.length } };
  const { rev, memberVersion } = await tx.room.update({ where: { id: roomId }, data });
  const prevRev = rev - rewritten.length;
  for (const [place, { id, text, event, deletedAt }] of rewritten.entries()) {
    const columns = {
      ...(deletedAt && ERASED_COLUMNS),
      text,
      deletedAt,
      event: event ?? Prisma.DbNull,
      rev: prevRev + place + 1,
    };
    await tx.message.update({ where: { id }, data: columns });
  }
  const ids = rewritten.map(({ id }) => id);
  const rows = await selectMessages(tx, Prisma.sql`x.id = ANY(${ids}::uuid[])`, Prisma.sql`ORDER BY x.rev`);
  const items = rows.map((row) => toWire(toMessageView(row)));
  const changes: RoomChange[] = [
    { roomId, prevRev, rev, memberVersion, items, addedUserIds: [], removedUserIds: [] },
  ];
  const roots = rows.filter(({ id }) => erased.includes(id)).map(({ threadId }) => threadId);
  await recountThreads({ db: tx, changed: (change) => void changes.push(change) }, roots);
  const acts = [publishCounts];
  const rootIds = [...new Set(roots)].filter((id) => id !== null);
  await publishToFollowers({ db: tx, afterCommit: (act) => void acts.push(async () => act()) }, rootIds);
  return {
    changes,
    async publishCounts() {
      for (const act of acts) await act();
    },
  };
}
