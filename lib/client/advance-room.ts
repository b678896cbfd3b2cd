import { LIMITS } from "@/lib/shared/limits";
import type { MessagesFrame, WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";

/** The room one frame later. A reader who is looking at the room reads what comes as it comes. */
export function advance(room: MyRoomView, frame: MessagesFrame, me: string, isInView: boolean): MyRoomView {
  const newest = frame.items.reduce<WireMessage | null>(
    (found, item) => (item.seq > (found?.seq ?? room.seq) ? item : found),
    null,
  );
  const seq = newest?.seq ?? room.seq;
  return {
    ...room,
    ...frame.room,
    seq: Math.max(seq, frame.room?.seq ?? 0),
    rev: frame.rev,
    activeAt: latest(frame.room?.activeAt ?? room.activeAt, frame.items),
    lastMessage: lastOf(room, frame.items),
    lastReadSeq: isInView ? Math.max(room.lastReadSeq, seq) : room.lastReadSeq,
    unreadCount: isInView ? 0 : countUnread(room, frame.items, me),
    mentionCount: isInView ? 0 : countMentions(room, frame.items, me),
  };
}

/** The last message as it now is: one that was deleted since must not stay here with its text. */
const lastOf = ({ lastMessage, seq }: MyRoomView, items: readonly WireMessage[]) =>
  items.reduce((last, item) => (item.seq >= (last?.seq ?? seq) ? wholeMessage(item) : last), lastMessage);

/** When something was last said: what tells of comings and goings is not said by anyone. */
const latest = (activeAt: string, items: readonly WireMessage[]) =>
  items.reduce(
    (at, { kind = "user", createdAt }) => (kind === "user" && createdAt > at ? createdAt : at),
    activeAt,
  );

function countUnread(room: MyRoomView, items: readonly WireMessage[], me: string): number {
  // At the bound the count means "or more": only the server can say when it is less again.
  if (room.unreadCount >= LIMITS.unreadCount) return room.unreadCount;
  const others = items.filter(
    ({ kind = "user", sender, seq }) => kind === "user" && sender.id !== me && seq > room.lastReadSeq,
  );
  const came = others.filter(({ seq, deletedAt }) => seq > room.seq && !deletedAt).length;
  const deleted = others.filter(({ seq, deletedAt }) => seq <= room.seq && deletedAt).length;
  return Math.min(LIMITS.unreadCount, Math.max(0, room.unreadCount + came - deleted));
}

/** New messages that call me: whoever hears them is here. What an edit adds or takes away, the server counts. */
function countMentions(room: MyRoomView, items: readonly WireMessage[], me: string): number {
  const calls = items.filter(
    ({ sender, seq, mentions }) =>
      seq > room.seq &&
      sender.id !== me &&
      mentions &&
      (mentions.all || mentions.here || mentions.userIds.includes(me)),
  );
  return Math.min(LIMITS.unreadCount, room.mentionCount + calls.length);
}
