import type { WireMessage } from "@/lib/shared/live";
import { isOfInterest, type NotifiedReader, wantsNotification } from "@/lib/shared/messages/notification";
import { linesOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import { mentionsReaderAtAnyTime } from "@/lib/shared/messages/unread";
import type { MyRoomView } from "@/lib/shared/views";
import type { Tabs } from "../connection/tabs";

/** A message of a line that is visible in one tab, which another tab need not notify of. */
export type Seen = { key: TimelineKey; seq: number };

export type Noted = { room: MyRoomView; message: WireMessage };

export type MessageNoticesDeps = {
  me: string;
  room: (roomId: string) => MyRoomView | undefined;
  /** Returns whether the reader is looking at the end of this line, in this tab and now. */
  isLooking: (key: TimelineKey) => boolean;
  /** The read mark of a line; null if the reader is no longer in its room. */
  readTo: (key: TimelineKey) => number | null;
  /** Returns whether the reader is known to follow a thread. */
  followsThread: (rootId: string) => boolean;
  /** The reader's settings; null until they are known. */
  settings: () => NotifiedReader["settings"] | null;
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

/** The time, in ms, in which the server tells that the reader follows the thread of a reply. */
const THREAD_PATIENCE_MS = 2_000;

/** Returns whether an edit mentions the reader in a room where only mentions notify. */
const isMentionedByEdit = (message: WireMessage, room: MyRoomView, me: string) =>
  room.notify === "mentions" && Boolean(message.editedAt) && mentionsReaderAtAnyTime(message, me);

/** Messages that wait `patienceMs` for what another tab, device or the server may tell; then all are passed to `flush`. */
class WaitingMessages {
  readonly #patienceMs: number;
  readonly #flush: (waiting: readonly Noted[]) => void;
  #waiting: Noted[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(patienceMs: number, flush: (waiting: readonly Noted[]) => void) {
    this.#patienceMs = patienceMs;
    this.#flush = flush;
  }

  add(noted: Noted) {
    this.#waiting.push(noted);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const waiting = this.#waiting;
      this.#waiting = [];
      this.#flush(waiting);
    }, this.#patienceMs);
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
  /** The newest `seq` of each line that a tab has shown. */
  readonly #seen = new Map<TimelineKey, number>();
  /** The messages that were decided about before. */
  readonly #settled = new Set<string>();
  readonly #waiting = new WaitingMessages(PATIENCE_MS, (waiting) => this.#notify(waiting));
  /** Replies that concern the reader only if they follow the thread, which a frame after the reply tells. */
  readonly #replies = new WaitingMessages(THREAD_PATIENCE_MS, (replies) => this.#takeReplies(replies));
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
    this.#replies.stop();
    this.#resign();
    this.#tabs.close();
  };

  #takeNew(message: WireMessage, at: MyRoomView) {
    const { roomId, seq } = message;
    const reader = this.#readerOf(at, message);
    this.#known.set(roomId, seq);
    const isForMe = isOfInterest(message, reader);
    if (isForMe) this.#settle(message);
    for (const key of linesOf(message).filter(this.#deps.isLooking)) {
      this.#see({ key, seq });
      this.#tabs.broadcast({ key, seq });
    }
    if (wantsNotification(message, reader)) this.#waiting.add({ room: at, message });
    else if (!isForMe && message.threadId) this.#replies.add({ room: at, message });
  }

  /** Decides about replies again: the reader may be known to follow their threads by now. */
  #takeReplies(replies: readonly Noted[]) {
    const wanted = replies.filter(({ room, message }) =>
      wantsNotification(message, this.#readerOf(this.#deps.room(room.id) ?? room, message)),
    );
    for (const { message } of wanted) this.#settle(message);
    this.#notify(wanted);
  }

  #takeChanged(message: WireMessage, at: MyRoomView) {
    const reader = this.#readerOf(at, message);
    const isForMe = isOfInterest(message, reader);
    const noted = { room: at, message };
    if (this.#replies.has(message)) this.#replies.replace(message, noted);
    else if (this.#waiting.has(message)) this.#waiting.replace(message, isForMe ? noted : null);
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

  #see({ key, seq }: Seen) {
    this.#seen.set(key, Math.max(seq, this.#seen.get(key) ?? 0));
  }

  /** A reply that the room shows too is read in either line. */
  #isUnseen(message: WireMessage): boolean {
    const isUnread = (key: TimelineKey) =>
      message.seq > Math.max(this.#deps.readTo(key) ?? Number.POSITIVE_INFINITY, this.#seen.get(key) ?? 0);
    return linesOf(message).every(isUnread);
  }

  #settle({ id }: WireMessage) {
    this.#settled.add(id);
    const [oldest] = this.#settled;
    if (this.#settled.size > REMEMBERED && oldest !== undefined) this.#settled.delete(oldest);
  }

  #readerOf(room: MyRoomView, message: WireMessage): NotifiedReader {
    const { me, isQuiet, isLooking, keywordIn, followsThread, settings } = this.#deps;
    const known = settings();
    return {
      userId: me,
      room,
      isQuiet: isQuiet(),
      isActiveHere: linesOf(message).some(isLooking),
      now: new Date(),
      keyword: keywordIn(message),
      followsThread: Boolean(message.threadId && followsThread(message.threadId)),
      ...(known && { settings: known }),
    };
  }
}
