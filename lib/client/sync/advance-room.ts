import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessagesFrame, WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { isInRoomLine } from "@/lib/shared/messages/room-line";
import { isFromOthers, mentionsReader, mentionsReaderAtAnyTime } from "@/lib/shared/messages/unread";
import type { MyRoomView } from "@/lib/shared/views";
import { countMention, type KnownMentions, type MentionCount, NO_MENTIONS } from "./known-mentions";

/** A room with its known counts. `isUnsure`: only the server can tell them. */
export type CountedRoom = { room: MyRoomView; calls: KnownMentions; isUnsure: boolean };

/** The room after one `messages` frame. If the reader is looking at the room, the new messages are read. */
export function applyFrame(
  { room, calls, isUnsure }: CountedRoom,
  frame: MessagesFrame,
  me: string,
  isInView: boolean,
): CountedRoom {
  const newest = frame.items.reduce<WireMessage | null>(
    (found, item) => (item.seq > (found?.seq ?? room.seq) ? item : found),
    null,
  );
  const seq = newest?.seq ?? room.seq;
  const moved = {
    ...room,
    ...frame.room,
    seq: Math.max(seq, frame.room?.seq ?? 0),
    rev: frame.rev,
    activeAt: latest(frame.room?.activeAt ?? room.activeAt, frame.items, room.seq),
    lastMessage: lastOf(room, frame.items),
  };
  if (isInView) {
    const lastReadSeq = Math.max(room.lastReadSeq, seq);
    return {
      room: { ...moved, lastReadSeq, unreadCount: 0, mentionCount: room.threadMentionCount },
      calls: NO_MENTIONS,
      isUnsure: callsInThread(room, frame.items, me),
    };
  }
  const unread = unreadOthers(room, frame.items.filter(isInRoomLine), me);
  const roots = new Set(frame.items.flatMap(({ threadId }) => threadId ?? []));
  const [unreadCount, mentioned] = [countUnread(room, unread, roots), countCalls(room, calls, unread, me)];
  return {
    room: {
      ...moved,
      unreadCount: unreadCount ?? room.unreadCount,
      mentionCount: Math.min(BROWSER_LIMITS.unreadCount, mentioned?.mentionCount ?? room.mentionCount),
    },
    calls: mentioned?.calls ?? calls,
    isUnsure: isUnsure || unreadCount === null || mentioned === null || callsInThread(room, frame.items, me),
  };
}

/**
 * True if the frame may have changed how many replies in threads mention me. Only the server knows how far I have read
 * them.
 */
const callsInThread = (room: MyRoomView, items: readonly WireMessage[], me: string): boolean =>
  items.some(
    (message) =>
      !isInRoomLine(message) &&
      (message.seq > room.seq ? mentionsReader(message, me) : mentionsReaderAtAnyTime(message, me)),
  );

/** The last message after the frame. A deleted one must not stay with its text. */
const lastOf = ({ lastMessage, seq }: MyRoomView, items: readonly WireMessage[]) =>
  items
    .filter(isInRoomLine)
    .reduce((last, item) => (item.seq >= (last?.seq ?? seq) ? wholeMessage(item) : last), lastMessage);

/**
 * The time of the last message that a person sent into the line, with a number after `known`. Join and leave notices do not
 * count, nor does a reply that is moved into the line.
 */
const latest = (activeAt: string, items: readonly WireMessage[], known: number) =>
  items
    .filter((item) => item.seq > known && isInRoomLine(item))
    .reduce(
      (at, { kind = "user", createdAt }) => (kind === "user" && createdAt > at ? createdAt : at),
      activeAt,
    );

/**
 * Messages of others after my read mark that the frame changed and that are not counted yet, each in its latest state.
 */
function unreadOthers(room: MyRoomView, items: readonly WireMessage[], me: string): WireMessage[] {
  const unread = items.filter(
    (message) => isFromOthers(message, me) && message.seq > room.lastReadSeq && message.rev > room.rev,
  );
  return [...new Map(unread.map((item) => [item.seq, item])).values()];
}

/**
 * Null if only the server knows the count: after a deletion at the limit, where the count means "or more"; if a deleted root
 * of a thread may have been counted before, as its thread changed now; and if a deleted reply may have been read in its thread.
 */
function countUnread(
  room: MyRoomView,
  unread: readonly WireMessage[],
  roots: ReadonlySet<string>,
): number | null {
  const came = unread.filter(({ seq, deletedAt }) => seq > room.seq && !deletedAt).length;
  const gone = unread.filter(({ seq, deletedAt }) => seq <= room.seq && deletedAt);
  if (gone.some(({ id, thread, threadId }) => thread || threadId || roots.has(id))) return null;
  const deleted = gone.length;
  if (room.unreadCount >= BROWSER_LIMITS.unreadCount) return deleted > 0 ? null : room.unreadCount;
  return Math.min(BROWSER_LIMITS.unreadCount, Math.max(0, room.unreadCount + came - deleted));
}

/** The number of them that mention me; null if it cannot be told here. */
function countCalls(
  { seq: known, mentionCount, threadMentionCount }: MyRoomView,
  calls: KnownMentions,
  unread: readonly WireMessage[],
  me: string,
): MentionCount | null {
  const inLine = unread.reduce<MentionCount | null>(
    (counted, message) => counted && countMention(counted, message, { me, isNew: message.seq > known }),
    { mentionCount: mentionCount - threadMentionCount, calls },
  );
  return inLine && { ...inLine, mentionCount: inLine.mentionCount + threadMentionCount };
}
