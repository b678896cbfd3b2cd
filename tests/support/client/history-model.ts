import type { MessagesFrame } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { isInTimeline, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessagePage, MessageView } from "@/lib/shared/views";

const NOBODY: MessageView["mentions"] = { userIds: [], here: false, all: false };

/** For tests: one room's true history, with the two counters and the frames that a server would tell. */
export class HistoryModel {
  readonly roomId: string;
  rev = 0;
  readonly messages: MessageView[] = [];
  #told = 0;
  #changed: MessageView[] = [];

  constructor(roomId = "room") {
    this.roomId = roomId;
  }

  get seq(): number {
    return this.messages.length;
  }

  /** @param place the thread of the message, and whether it stands in the room's line too */
  send(
    senderId: string,
    clientId = `server-${this.seq + 1}`,
    mentions = NOBODY,
    place: { threadId?: string; alsoInRoom?: boolean } = {},
  ) {
    this.rev += 1;
    const sender = { id: senderId, username: senderId, displayName: senderId, isBot: false };
    const seq = this.seq + 1;
    const createdAt = new Date(seq * 1000).toISOString();
    const id = `message-${seq}`;
    this.#put(
      wholeMessage({
        id,
        roomId: this.roomId,
        seq,
        rev: this.rev,
        sender,
        createdAt,
        clientId,
        text: `text ${seq}`,
        mentions,
        ...place,
      }),
    );
  }

  /** The messages of a line, oldest first. */
  line(key: TimelineKey): MessageView[] {
    return this.messages.filter((message) => isInTimeline(key, message));
  }

  /** A deleted message is no longer edited. */
  edit(seq: number, mentions?: MessageView["mentions"]) {
    const text = `edited at ${this.rev + 1}`;
    this.#change(seq, { text, editedAt: new Date(0).toISOString(), ...(mentions && { mentions }) });
  }

  delete(seq: number) {
    this.#change(seq, { text: "", mentions: NOBODY, deletedAt: new Date(0).toISOString() });
  }

  /** One more reaction of one more person. */
  react(seq: number) {
    const had = this.messages[seq - 1]?.reactions[0]?.userIds ?? [];
    const userIds = [...had, `person-${this.rev}`];
    this.#change(seq, { reactions: [{ emoji: "👍", count: userIds.length, userIds }] });
  }

  /** Moves a message into a thread, or back to the room (null). */
  move(seq: number, threadId: string | null) {
    this.#change(seq, { threadId });
  }

  pin(seq: number) {
    this.#change(seq, { isPinned: !this.messages[seq - 1]?.isPinned });
  }

  /** Everything since the last frame, as one commit: each message once, in its latest state, in `rev` order. */
  frame(): MessagesFrame | null {
    if (this.rev === this.#told) return null;
    const items = this.#latest(this.#changed);
    const frame = { roomId: this.roomId, prevRev: this.#told, rev: this.rev, items };
    this.#told = this.rev;
    this.#changed = [];
    return frame;
  }

  since(rev: number, limit = Number.POSITIVE_INFINITY) {
    const changed = this.#latest(this.messages.filter((message) => message.rev > rev));
    const items = changed.slice(-limit);
    const prevRev = items.length < changed.length ? (items[0]?.rev ?? this.rev) - 1 : rev;
    return { prevRev, rev: this.rev, items };
  }

  page(
    limit: number,
    at: { before?: number; after?: number } = {},
    key: TimelineKey = this.roomId,
  ): MessagePage {
    const line = this.line(key);
    const inside = line.filter(
      ({ seq }) =>
        seq < (at.before ?? Number.POSITIVE_INFINITY) && seq > (at.after ?? Number.NEGATIVE_INFINITY),
    );
    const items = at.after === undefined ? inside.slice(-limit) : inside.slice(0, limit);
    const isOf = (one: MessageView | undefined, edge: MessageView | undefined) =>
      !one || one.seq === edge?.seq;
    return { items, hasOlder: !isOf(items[0], line[0]), hasNewer: !isOf(items.at(-1), line.at(-1)) };
  }

  #change(seq: number, to: Partial<MessageView>) {
    const message = this.messages[seq - 1];
    if (!message || message.deletedAt) return;
    this.rev += 1;
    this.#put({ ...message, ...to, rev: this.rev });
  }

  #put(message: MessageView) {
    this.messages[message.seq - 1] = message;
    this.#changed.push(message);
  }

  #latest(items: readonly MessageView[]): MessageView[] {
    const newest = new Map(items.map((message) => [message.seq, message]));
    return [...newest.values()].sort((a, b) => a.rev - b.rev);
  }
}
