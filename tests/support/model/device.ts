import { Chat } from "@/lib/client/chat/chat";
import { call } from "@/lib/client/connection/call";
import type { Feed } from "@/lib/client/timeline/feed";
import type { FeedStore } from "@/lib/client/timeline/feed-pages";
import { readAccount } from "@/lib/domain/people/read-account";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
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
  readonly feeds = new Map<string, FeedStore>();
  private readonly typedIn = new Set<string>();
  private readonly seen = new Map<string, Seen>();
  private readonly watched = new WeakSet<FeedStore>();
  private readonly end: () => void;

  private constructor(line: ModelConnection, beginning: ConstructorParameters<typeof Chat>[0]) {
    this.line = line;
    this.chat = new Chat(beginning);
    this.end = line.use(() => this.chat.start());
    // Whoever loses a room loses its page; one that comes back is opened anew.
    this.chat.workspace.subscribe(() => {
      const { rooms } = this.chat.workspace.get();
      for (const roomId of this.feeds.keys()) if (!rooms[roomId]) this.feeds.delete(roomId);
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

  /** Opens a room as a page does: what the server rendered may be older than what has come meanwhile. */
  async visit(roomId: string): Promise<void> {
    await this.line.use(async () => {
      const room = await call("GET /rooms/{room}", { room: roomId });
      const page = await call("GET /rooms/{room}/messages", { room: roomId, limit: 20 });
      if (!room.ok || !room.data.role || !page.ok) return;
      const feed = this.chat.open(roomId, room.data.rev, page.data);
      if (!this.chat.workspace.get().rooms[roomId]) this.chat.applyRoom(room.data);
      this.feeds.set(roomId, feed);
      this.watch(feed);
    });
  }

  /** This device's own changes that are still on their way to the server. Refused messages are given up. */
  get underway(): string[] {
    const { outbox, workspace, status } = this.chat;
    for (const roomId of this.typedIn)
      for (const { refusal, clientId } of outbox.of(roomId)) if (refusal) outbox.discard(clientId);
    const messages = [...this.typedIn].flatMap((roomId) => outbox.of(roomId).map(({ text }) => text));
    const marks = Object.entries(workspace.get().pendingReads).map(
      ([roomId, seq]) => `${roomId} read up to ${seq}`,
    );
    return [...(status.get() === "live" ? [] : [status.get()]), ...messages, ...marks];
  }

  /** Types a message and presses Enter. */
  async type(roomId: string, text: string): Promise<void> {
    this.typedIn.add(roomId);
    await this.line.use(() => this.chat.ownMessages.send(roomId, text));
  }

  private watch(feed: FeedStore): void {
    if (this.watched.has(feed)) return;
    this.watched.add(feed);
    let rev = feed.get().rev;
    const look = () => {
      const now = feed.get();
      if (now.rev < rev) this.violations.push(`went back from rev ${rev} to ${now.rev}`);
      rev = now.rev;
      this.lookAt(now.messages);
    };
    feed.subscribe(look);
    look();
  }

  private lookAt(messages: Feed["messages"]): void {
    const [first] = messages;
    for (const [place, { id, seq, rev, text, deletedAt }] of messages.entries()) {
      const before = this.seen.get(id);
      if (first && seq !== first.seq + place) this.violations.push(`has a hole before ${seq}`);
      if (before && rev < before.rev)
        this.violations.push(`message ${seq} went back from ${before.rev} to ${rev}`);
      if ((before?.isDeleted || deletedAt) && text !== "")
        this.violations.push(`shows deleted message ${seq}`);
      this.seen.set(id, { rev, isDeleted: deletedAt !== null });
    }
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
