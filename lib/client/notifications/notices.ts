import type { WireMessage } from "@/lib/shared/live";
import { isOfInterest, type NotifiedReader, wantsNotification } from "@/lib/shared/notification";
import { mentionsReaderAtAnyTime } from "@/lib/shared/unread";
import type { MyRoomView } from "@/lib/shared/views";
import type { Tabs } from "../connection/tabs";

/** A message visible in one tab, which another tab need not notify of. */
export type Seen = { roomId: string; seq: number };

export type Noted = { room: MyRoomView; message: WireMessage };

type Surroundings = {
  me: string;
  room: (roomId: string) => MyRoomView | undefined;
  /** Whether the reader is looking at the end of this room, in this tab and now. */
  isLooking: (roomId: string) => boolean;
  /** Whether the reader is in do-not-disturb mode now. */
  isQuiet: () => boolean;
  join: (onNews: (seen: Seen) => void) => Tabs<Seen>;
  /** Shows a notification. Called in one tab only. */
  tell: (noted: readonly Noted[]) => void;
  /** A message with a notification was edited. */
  change: (noted: Noted) => void;
  /** A message with a notification was deleted, or no longer mentions its reader. */
  withdraw: (message: WireMessage) => void;
};

/** The number of messages remembered as notified, so that an edit does not notify again. */
const REMEMBERED = 1_000;

/** The time, in ms, in which another tab or device may report that it shows the message. */
const PATIENCE_MS = 400;

/** Whether an edit mentions the reader in a room where only mentions notify. */
const isMentionedByEdit = (message: WireMessage, room: MyRoomView, me: string) =>
  room.notify === "mentions" && Boolean(message.editedAt) && mentionsReaderAtAnyTime(message, me);

/**
 * Decides which messages to notify of. Never those visible in this tab, another tab or on another device; always those
 * that are not and that the reader asked for. All tabs receive every message; the tab with the lock notifies.
 */
export function createNotices({ me, room, isLooking, isQuiet, join, tell, change, withdraw }: Surroundings) {
  /** The revision up to which each room is known, so that an edit is not new. */
  const known = new Map<string, number>();
  const seen = new Map<string, number>();
  /** Messages that were notified, or decided against. */
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

  /** An already known message was edited or deleted. */
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
    /** Messages up to the current revision are not new. */
    know(rooms: readonly MyRoomView[]) {
      for (const { id, seq } of rooms) known.set(id, Math.max(seq, known.get(id) ?? 0));
    },
    /** Messages arrived or changed. */
    take: (messages: readonly WireMessage[]) => messages.forEach(take),
    stop() {
      clearTimeout(timer);
      resign();
      tabs.close();
    },
  };
}
