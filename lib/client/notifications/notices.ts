import type { WireMessage } from "@/lib/shared/live";
import { isOfInterest, type NotifiedReader, wantsNotification } from "@/lib/shared/notification";
import { mentionsReaderAtAnyTime } from "@/lib/shared/unread";
import type { MyRoomView } from "@/lib/shared/views";
import type { Tabs } from "../connection/tabs";

/** What a tab has on the screen and another need not tell of. */
export type Seen = { roomId: string; seq: number };

export type Noted = { room: MyRoomView; message: WireMessage };

type Surroundings = {
  me: string;
  room: (roomId: string) => MyRoomView | undefined;
  /** Whether somebody looks at the end of this room, in this tab and now. */
  isLooking: (roomId: string) => boolean;
  /** Whether I do not want to be disturbed now. */
  isQuiet: () => boolean;
  join: (onNews: (seen: Seen) => void) => Tabs<Seen>;
  /** Told in this tab only, and never in two at once. */
  tell: (noted: readonly Noted[]) => void;
  /** A message that may have been told of has other words now. */
  change: (noted: Noted) => void;
  /** A message that may have been told of is not to be any more: deleted, or its reader is called no longer. */
  withdraw: (message: WireMessage) => void;
};

/** So many messages are remembered as called out before, so that an edit does not call a second time. */
const REMEMBERED = 1_000;

/** Another tab, or another device, has this long to say that it shows a message. */
const PATIENCE_MS = 400;

/** Whether an edit mentions its reader by name or with all, where they want to hear of nothing else. */
const isMentionedByEdit = (message: WireMessage, room: MyRoomView, me: string) =>
  room.notify === "mentions" && Boolean(message.editedAt) && mentionsReaderAtAnyTime(message, me);

/**
 * Which messages to tell of outside the page. Never what is on the screen, in this tab, another tab or another device;
 * always what is not and was asked for. All tabs hear everything, and one of them tells: the one that holds the lock.
 */
export function createNotices({ me, room, isLooking, isQuiet, join, tell, change, withdraw }: Surroundings) {
  /** How far each room is known, so that an edit is no news. */
  const known = new Map<string, number>();
  const seen = new Map<string, number>();
  /** The messages whose reader was, or was not to be, told of them. */
  const settled = new Set<string>();
  let waiting: Noted[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTeller = false;
  let resign = () => {};

  const see = ({ roomId, seq }: Seen) => void seen.set(roomId, Math.max(seq, seen.get(roomId) ?? 0));
  const tabs = join(see);
  void tabs.withLock("tell", () => {
    isTeller = true;
    return new Promise((resolve) => {
      resign = resolve;
    });
  });

  const isUnseen = ({ roomId, seq }: WireMessage) =>
    seq > Math.max(room(roomId)?.lastReadSeq ?? Number.POSITIVE_INFINITY, seen.get(roomId) ?? 0);

  function flush() {
    timer = undefined;
    const unseen = waiting.filter(({ message }) => isUnseen(message));
    waiting = [];
    if (isTeller && unseen.length > 0) tell(unseen);
  }

  function wait(noted: Noted) {
    waiting.push(noted);
    timer ??= setTimeout(flush, PATIENCE_MS);
  }

  function settle({ id }: WireMessage) {
    settled.add(id);
    const [oldest] = settled;
    if (settled.size > REMEMBERED && oldest !== undefined) settled.delete(oldest);
  }

  const readerOf = (at: MyRoomView): NotifiedReader => ({
    userId: me,
    room: at,
    isQuiet: isQuiet(),
    isActiveHere: isLooking(at.id),
    now: new Date(),
  });

  function takeNew(message: WireMessage, at: MyRoomView) {
    const { roomId, seq } = message;
    const reader = readerOf(at);
    known.set(roomId, seq);
    if (isOfInterest(message, reader)) settle(message);
    if (reader.isActiveHere) {
      see({ roomId, seq });
      tabs.broadcast({ roomId, seq });
    }
    if (wantsNotification(message, reader)) wait({ room: at, message });
  }

  /** A message that is here already is another one now. */
  function takeChanged(message: WireMessage, at: MyRoomView) {
    const reader = readerOf(at);
    const isForMe = isOfInterest(message, reader);
    const isWaiting = waiting.some((one) => one.message.id === message.id);
    if (isWaiting) {
      const others = waiting.filter((one) => one.message.id !== message.id);
      waiting = isForMe ? [...others, { room: at, message }] : others;
    } else if (!isForMe) withdraw(message);
    else if (settled.has(message.id)) change({ room: at, message });
    else if (isMentionedByEdit(message, at, me) && isUnseen(message) && !reader.isQuiet) {
      settle(message);
      if (wantsNotification(message, reader)) wait({ room: at, message });
    }
  }

  function take(message: WireMessage) {
    const at = room(message.roomId);
    if (!at) return;
    if (message.seq > (known.get(message.roomId) ?? at.lastReadSeq)) takeNew(message, at);
    else takeChanged(message, at);
  }

  return {
    /** What is here already is no news. */
    know(rooms: readonly MyRoomView[]) {
      for (const { id, seq } of rooms) known.set(id, Math.max(seq, known.get(id) ?? 0));
    },
    /** Messages came, or changed. */
    take: (messages: readonly WireMessage[]) => messages.forEach(take),
    stop() {
      clearTimeout(timer);
      resign();
      tabs.close();
    },
  };
}
