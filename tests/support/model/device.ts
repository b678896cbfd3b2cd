import { Chat } from "@/lib/client/chat/chat";
import { call } from "@/lib/client/connection/call";
import { unreadThreads } from "@/lib/client/threads/thread-states";
import { threadsOf } from "@/lib/client/threads/use-threads";
import type { Feed } from "@/lib/client/timeline/feed";
import type { FeedStore } from "@/lib/client/timeline/feed-pages";
import { readAccount } from "@/lib/domain/people/read-account";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { ThreadState } from "@/lib/shared/views";
import type { Rng } from "@/tests/support/random";
import type { Person } from "@/tests/support/world";
import { ModelConnection } from "./connection";

type Seen = { rev: number; isDeleted: boolean };

/** A browser of somebody's: the chat as it runs there, on a line of its own, and somebody who watches what it shows. */
export class Device {
  readonly line: ModelConnection;
  readonly chat: Chat;
  /** Violations that it showed. */
  readonly violations: string[] = [];
  /** Those of rooms and of threads. */
  readonly feeds = new Map<TimelineKey, FeedStore>();
  /** Numbers that a room's line was shown without: those of replies, if nothing is missing. */
  readonly skipped = new Map<string, Set<number>>();
  private readonly typedIn = new Set<string>();
  /** By line and message: each line follows its room by itself. */
  private readonly seen = new Map<string, Seen>();
  private readonly watched = new WeakSet<FeedStore>();
  private readonly end: () => void;

  private constructor(line: ModelConnection, beginning: ConstructorParameters<typeof Chat>[0]) {
    this.line = line;
    this.chat = new Chat(beginning);
    this.end = line.use(() => this.chat.start());
    line.use(() => threadsOf(this.chat).load());
    // Whoever loses a room loses its page; one that comes back is opened anew.
    this.chat.workspace.subscribe(() => {
      const { rooms } = this.chat.workspace.get();
      for (const key of this.feeds.keys()) if (!rooms[roomOf(key)]) this.feeds.delete(key);
    });
  }

  static async start(port: number, who: Person, random: Rng): Promise<Device> {
    const sidebar = await readSidebar(who, {});
    const account = await readAccount(who, {});
    const device = new Device(new ModelConnection(port, who, random), {
      account,
      sidebar,
      workspace: "Test",
      formatLocale: "en",
    });
    await device.until(() => device.chat.status.get() === "live");
    return device;
  }

  stop(): void {
    this.end();
  }

  /** Opens a room or a thread as a page does: what the server rendered may be older than what has come meanwhile. */
  async visit(key: TimelineKey): Promise<void> {
    const [roomId, rootId] = [roomOf(key), rootOf(key)];
    await this.line.use(async () => {
      const room = await call("GET /rooms/{room}", { room: roomId });
      const line = { room: roomId, limit: 20, ...(rootId !== undefined && { thread: rootId }) };
      const page = await call("GET /rooms/{room}/messages", line);
      if (!room.ok || !room.data.role || !page.ok) return;
      const feed = this.chat.open(key, room.data.rev, page.data);
      if (!this.chat.workspace.get().rooms[roomId]) this.chat.applyRoom(room.data);
      this.feeds.set(key, feed);
      // Opening a line may close the one that was opened longest ago.
      for (const [other, open] of this.feeds) if (this.chat.feedOf(other) !== open) this.feeds.delete(other);
      this.watch(key, feed);
    });
  }

  /** Reads a room or a thread up to a number. */
  read(key: TimelineKey, seq: number): void {
    const [roomId, rootId] = [roomOf(key), rootOf(key)];
    this.line.use(() =>
      rootId ? threadsOf(this.chat).markRead(roomId, rootId, seq) : this.chat.reading.read(roomId, seq),
    );
  }

  /** The unread threads that it counts. */
  get unreadThreads(): ThreadState[] {
    return unreadThreads(threadsOf(this.chat).store.get(), this.chat.workspace.get().rooms);
  }

  /** This device's own changes that are still on their way to the server. Refused messages are given up. */
  get underway(): string[] {
    const { outbox, workspace, status } = this.chat;
    for (const roomId of this.typedIn)
      for (const { refusal, clientId } of outbox.of(roomId)) if (refusal) outbox.discard(clientId);
    const messages = [...this.typedIn].flatMap((roomId) => outbox.of(roomId).map(({ text }) => text));
    const pendingReads = { ...workspace.get().pendingReads, ...threadsOf(this.chat).store.get().pending };
    const marks = Object.entries(pendingReads).map(([id, seq]) => `${id} read up to ${seq}`);
    return [...(status.get() === "live" ? [] : [status.get()]), ...messages, ...marks];
  }

  /** Types a message and presses Enter. */
  async type(key: TimelineKey, text: string): Promise<void> {
    this.typedIn.add(roomOf(key));
    await this.line.use(() => this.chat.ownMessages.send(key, text));
  }

  private watch(key: TimelineKey, feed: FeedStore): void {
    if (this.watched.has(feed)) return;
    this.watched.add(feed);
    let rev = feed.get().rev;
    const look = () => {
      const now = feed.get();
      if (now.rev < rev) this.violations.push(`went back from rev ${rev} to ${now.rev}`);
      rev = now.rev;
      this.lookAt(key, now.messages);
      if (rootOf(key) === undefined) this.noteSkipped(key, now.messages);
    };
    feed.subscribe(look);
    look();
  }

  private lookAt(key: TimelineKey, messages: Feed["messages"]): void {
    for (const [place, { id, seq, rev, text, deletedAt }] of messages.entries()) {
      const before = this.seen.get(`${key} ${id}`);
      if (place > 0 && seq <= messages[place - 1]!.seq) this.violations.push(`has ${seq} out of order`);
      if (before && rev < before.rev)
        this.violations.push(`message ${seq} went back from ${before.rev} to ${rev}`);
      if ((before?.isDeleted || deletedAt) && text !== "")
        this.violations.push(`shows deleted message ${seq}`);
      this.seen.set(`${key} ${id}`, { rev, isDeleted: deletedAt !== null });
    }
  }

  private noteSkipped(roomId: string, messages: Feed["messages"]): void {
    const skipped = this.skipped.get(roomId) ?? new Set();
    this.skipped.set(roomId, skipped);
    for (const [place, { seq }] of messages.entries())
      for (let each = (messages[place - 1]?.seq ?? seq) + 1; each < seq; each++) skipped.add(each);
  }

  private until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const leave = this.chat.status.subscribe(() => {
        if (!isSo()) return;
        leave();
        resolve();
      });
      if (isSo()) resolve();
    });
  }
}
