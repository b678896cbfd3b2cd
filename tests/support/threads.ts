import { expect } from "vitest";
import { db } from "@/lib/platform/database/db";
import { isConversation } from "@/lib/shared/rooms/room-kinds";

/** Compares what every root says of its thread with the rows of its replies. */
export async function expectThreadsCounted(): Promise<void> {
  const wrong = await db().$queryRaw<unknown[]>`
    SELECT root.text, root.thread_count, root.thread_last_seq, root.thread_user_ids, r.*
      FROM message root
     CROSS JOIN LATERAL (
           SELECT count(*)::int AS many, max(x.seq) AS last_seq, max(x.created_at) AS last_at,
                  ARRAY(SELECT y.sender_id FROM message y WHERE y.thread_id = root.id AND y.deleted_at IS NULL
                         GROUP BY y.sender_id ORDER BY max(y.seq) DESC LIMIT 5) AS user_ids
             FROM message x WHERE x.thread_id = root.id AND x.deleted_at IS NULL) r
     WHERE (root.thread_count, root.thread_last_seq, root.thread_last_at, root.thread_user_ids)
           IS DISTINCT FROM (r.many, r.last_seq, r.last_at, r.user_ids)`;
  expect(wrong).toEqual([]);
}

/** Unread counts of somebody in a room. `room`: of its line, mentions, and those of them in threads; `unread`: threads by root. */
export type ThreadCounts = { unread: [string, number, number][]; room: [number, number, number] };

/** Counts from the plain rows, by the rules as they are written in docs/protocol.md. */
export async function recount(userId: string, roomId: string): Promise<ThreadCounts> {
  const member = await db().membership.findUniqueOrThrow({
    where: { roomId_userId: { roomId, userId } },
    include: { room: true },
  });
  const messages = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  const named = new Set(
    (await db().mention.findMany({ where: { userId, roomId, isActive: true } })).map(
      ({ messageId }) => messageId,
    ),
  );
  const follows = await db().threadFollow.findMany({ where: { userId, roomId } });
  const placeOf = (rootId: string) => follows.find((follow) => follow.rootId === rootId);
  const readIn = (rootId: string) => placeOf(rootId)?.lastReadSeq ?? member.threadsReadSeq;
  const ofOthers = messages.filter(
    ({ senderId, kind, deletedAt, seq }) =>
      senderId !== userId && kind === "user" && !deletedAt && seq >= member.firstVisibleSeq,
  );
  const calls = ({ id, mentionAll }: { id: string; mentionAll: boolean }) => mentionAll || named.has(id);
  const inLine = ofOthers.filter(
    ({ threadId, alsoInRoom, seq }) =>
      seq > member.lastReadSeq && (threadId === null || (alsoInRoom && seq > readIn(threadId))),
  );
  const inThreads = ofOthers.filter(
    ({ threadId, alsoInRoom, seq }) => threadId !== null && !alsoInRoom && seq > readIn(threadId),
  );
  const threadMentions = inThreads.filter(calls).length;
  const unread = messages.flatMap((root): ThreadCounts["unread"] => {
    const last = root.threadLastSeq ?? 0;
    const from = isConversation(member.room.kind) ? 1 : (member.followThreadsFrom ?? Infinity);
    const byRoom = last >= from;
    const choice = placeOf(root.id)?.isFollowed ?? null;
    const isFollowed = root.threadCount > 0 && (choice ?? byRoom);
    const readSeq = Math.max(readIn(root.id), choice === null && byRoom ? from - 1 : 0);
    const left = ofOthers.filter(
      ({ threadId, seq, alsoInRoom }) =>
        threadId === root.id && seq > readSeq && !(alsoInRoom && seq <= member.lastReadSeq),
    );
    if (!isFollowed || left.length === 0 || root.seq < member.firstVisibleSeq) return [];
    return [[root.id, left.length, left.filter(calls).length]];
  });
  return {
    unread: unread.sort(),
    room: [inLine.length, inLine.filter(calls).length + threadMentions, threadMentions],
  };
}
