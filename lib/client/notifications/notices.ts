import type { WireMessage } from "@/lib/shared/live";
import { isOfInterest, type NotifiedReader, wantsNotification } from "@/lib/shared/messages/notification";
import { mentionsReaderAtAnyTime } from "@/lib/shared/messages/unread";
import type { MyRoomView } from "@/lib/shared/views";
import type { Tabs } from "../connection/tabs";

/** A message visible in one tab, which another tab need not notify of. */
export type Seen = { roomId: string; seq: number };

export type Noted = { room: MyRoomView; message: WireMessage };

export type MessageNoticesDeps = {
  me: string;
  room: (roomId: string) => MyRoomView | undefined;
  /** Returns whether the reader is looking at the end of this room, in this tab and now. */
  isLooking: (roomId: string) => boolean;
  /** Returns whether the reader is in do-not-disturb mode now. */
  isQuiet: () => boolean;
  /** Returns the reader's keyword in a message, or null. */
  keywordIn: (message: WireMessage) => string | null;
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

/** Returns whether an edit mentions the reader in a room where only mentions notify. */
const isMentionedByEdit = (message: WireMessage, room: MyRoomView, me: string) =>
  room.notify === "mentions" && Boolean(message.editedAt) && mentionsReaderAtAnyTime(message, me);

/** Messages that wait `PATIENCE_MS` for another tab or device to show them; the rest of them is passed to `flush` at once. */
class WaitingMessages {
  readonly #flush: (waiting: readonly Noted[]) => void;
  #waiting: Noted[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(flush: (waiting: readonly Noted[]) => void) {
    this.#flush = flush;
  }

  add(noted: Noted) {
    this.#waiting.push(noted);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#flush(waiting);
    }, PATIENCE_MS);
  }

  has = ({ id }: WireMessage) => this.#waiting.some(({ message }) => message.id === id);

  /** Puts an edited message in the place of its earlier state; null removes it. */
  replace({ id }: WireMessage, edited: Noted | null) {
    const others = this.#waiting.filter(({ message }) => message.id !== id);
    this.#waiting = edited ? [...others, edited] : others;
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

/**
 * Decides which messages get a notification: never one that is on the screen of this tab, another tab or another device;
 * always another one that the reader wants to be notified of. All tabs receive every message, and the one that holds the
 * lock notifies.
 */
export class MessageNotices {
  readonly #deps: MessageNoticesDeps;
  /** The newest known `seq` of each room: what is not above it is an edit. */
  readonly #known = new Map<string, number>();
  /** The newest `seq` of each room that a tab has shown. */
  readonly #seen = new Map<string, number>();
  /** The messages that were decided about before. */
  readonly #settled = new Set<string>();
  readonly #waiting = new WaitingMessages((waiting) => this.#notify(waiting));
  readonly #tabs: Tabs<Seen>;
  #isTeller = false;
  #resign = () => {};

  constructor(deps: MessageNoticesDeps) {
    this.#deps = deps;
    this.#tabs = deps.join((seen) => this.#see(seen));
    void this.#tabs.withLock("tell", () => {
      this.#isTeller = true;
      return new Promise((resolve) => {
        this.#resign = resolve;
      });
    });
  }

  /** Takes the rooms as they are: their messages are not new. */
  know = (rooms: readonly MyRoomView[]) => {
    for (const { id, seq } of rooms) this.#known.set(id, Math.max(seq, this.#known.get(id) ?? 0));
  };

  /** Takes messages that came or changed. */
  take = (messages: readonly WireMessage[]) => {
    for (const message of messages) {
      const at = this.#deps.room(message.roomId);
      if (!at) continue;
      const isNew = message.seq > (this.#known.get(message.roomId) ?? at.lastReadSeq);
      if (isNew) this.#takeNew(message, at);
      else this.#takeChanged(message, at);
    }
  };

  stop = () => {
    this.#waiting.stop();
    this.#resign();
    this.#tabs.close();
  };

  #takeNew(message: WireMessage, at: MyRoomView) {
    const { roomId, seq } = message;
    const reader = this.#readerOf(at, message);
    this.#known.set(roomId, seq);
    if (isOfInterest(message, reader)) this.#settle(message);
    if (reader.isActiveHere) {
      this.#see({ roomId, seq });
      this.#tabs.broadcast({ roomId, seq });
    }
    if (wantsNotification(message, reader)) this.#waiting.add({ room: at, message });
  }

  #takeChanged(message: WireMessage, at: MyRoomView) {
    const reader = this.#readerOf(at, message);
    const isForMe = isOfInterest(message, reader);
    const noted = { room: at, message };
    if (this.#waiting.has(message)) this.#waiting.replace(message, isForMe ? noted : null);
    else if (!isForMe) this.#deps.withdraw(message);
    else if (this.#settled.has(message.id)) this.#deps.change(noted);
    else if (isMentionedByEdit(message, at, this.#deps.me) && this.#isUnseen(message) && !reader.isQuiet) {
      this.#settle(message);
      if (wantsNotification(message, reader)) this.#waiting.add(noted);
    }
  }

  #notify(waiting: readonly Noted[]) {
    const unseen = waiting.filter(({ message }) => this.#isUnseen(message));
    if (this.#isTeller && unseen.length > 0) this.#deps.tell(unseen);
  }

  #see({ roomId, seq }: Seen) {
    this.#seen.set(roomId, Math.max(seq, this.#seen.get(roomId) ?? 0));
  }

  #isUnseen({ roomId, seq }: WireMessage): boolean {
    const readSeq = this.#deps.room(roomId)?.lastReadSeq ?? Number.POSITIVE_INFINITY;
    return seq > Math.max(readSeq, this.#seen.get(roomId) ?? 0);
  }

  #settle({ id }: WireMessage) {
    this.#settled.add(id);
    const [oldest] = this.#settled;
    if (this.#settled.size > REMEMBERED && oldest !== undefined) this.#settled.delete(oldest);
  }

  #readerOf(room: MyRoomView, message: WireMessage): NotifiedReader {
    const { me, isQuiet, isLooking, keywordIn } = this.#deps;
    const keyword = keywordIn(message);
    return {
      userId: me,
      room,
      isQuiet: isQuiet(),
      isActiveHere: isLooking(room.id),
      now: new Date(),
      keyword,
    };
  }
}
