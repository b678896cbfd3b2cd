import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MyRoomView } from "@/lib/shared/views";
import { type KnownMentions, mentionsAfter, NO_MENTIONS } from "./known-mentions";
import { omit } from "./omit";
import type { Workspace } from "./workspace-state";

/** Stores a room. Of the known mentions, the unread ones stay. */
export function withCounts(workspace: Workspace, room: MyRoomView, calls: KnownMentions): Workspace {
  const { id, mentionCount, lastReadSeq } = room;
  const known = mentionCount > 0 ? mentionsAfter(calls, lastReadSeq) : NO_MENTIONS;
  const rooms = workspace.rooms[id] === room ? workspace.rooms : { ...workspace.rooms, [id]: room };
  if (known.size === 0) return { ...workspace, rooms, calls: omit(workspace.calls, id) };
  if (known === workspace.calls[id]) return { ...workspace, rooms };
  return { ...workspace, rooms, calls: { ...workspace.calls, [id]: known } };
}

/**
 * Applies the server's counts. An answer for another revision or read mark is discarded, and the count is fetched
 * again.
 */
export function takeCounts(workspace: Workspace, told: MyRoomView): Workspace {
  const known = workspace.rooms[told.id];
  if (!known || known.rev !== told.rev || known.lastReadSeq !== told.lastReadSeq) return workspace;
  const { unreadCount, mentionCount, threadMentionCount } = told;
  const calls = workspace.calls[told.id] ?? NO_MENTIONS;
  const counts = { unreadCount, mentionCount, threadMentionCount };
  const counted = withCounts(workspace, { ...known, ...counts }, calls);
  return { ...counted, unsure: omit(workspace.unsure, told.id) };
}

/**
 * The rooms to cache for the next visit. A room with unknown counts is stored one revision behind, so that it is
 * fetched.
 */
export function roomsToKeep({ rooms, unsure }: Workspace): Workspace["rooms"] {
  const behind = Object.values(rooms).filter(({ id }) => id in unsure);
  if (behind.length === 0) return rooms;
  return { ...rooms, ...Object.fromEntries(behind.map((room) => [room.id, { ...room, rev: room.rev - 1 }])) };
}

/**
 * Applies my own state of a room that frames have moved past. With an unchanged read mark the count made here is newer.
 * With another read mark neither is right, and the higher one stands until the server answers.
 */
export function withOwnState(known: MyRoomView, told: MyRoomView): MyRoomView {
  const { role, notify, notifyChoice, mutedUntil, isStarred, folderId, firstVisibleSeq, hasLapsed } = told;
  const { lastReadSeq } = told;
  const { threadMentionCount, followsThreads, repliesInRoom } = told;
  const settings = { notify, notifyChoice, mutedUntil, isStarred, folderId, followsThreads, repliesInRoom };
  const own = { role, ...settings, firstVisibleSeq, hasLapsed, threadMentionCount };
  const inLine = known.mentionCount - known.threadMentionCount;
  if (lastReadSeq === known.lastReadSeq)
    return { ...known, ...own, mentionCount: mentionsOf(inLine + threadMentionCount) };
  const isAll = lastReadSeq >= newestInLine(known);
  const unreadCount = isAll ? 0 : Math.max(told.unreadCount, known.unreadCount);
  const mentionCount = isAll ? threadMentionCount : Math.max(told.mentionCount, inLine + threadMentionCount);
  return { ...known, ...own, lastReadSeq, unreadCount, mentionCount: mentionsOf(mentionCount) };
}

const mentionsOf = (count: number) => Math.min(BROWSER_LIMITS.unreadCount, count);

/** The newest message that reading the room reads. */
export const newestInLine = ({ seq, lastMessage }: MyRoomView): number => lastMessage?.seq ?? seq;

/** Keeps messages read that were just read here, although the server's answer is older. */
export function keepReading({ pendingReads: reading }: Workspace, room: MyRoomView): MyRoomView {
  const seq = reading[room.id] ?? 0;
  if (seq <= room.lastReadSeq) return room;
  const isAll = seq >= newestInLine(room);
  return {
    ...room,
    lastReadSeq: seq,
    unreadCount: isAll ? 0 : room.unreadCount,
    mentionCount: isAll ? room.threadMentionCount : room.mentionCount,
  };
}
