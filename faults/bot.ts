import { setTimeout as wait } from "node:timers/promises";
import type { Somebody } from "@/bench/world";
import type { MessagesFrame } from "@/lib/shared/live";
import type { MessagePage, MyRoomView, SyncView } from "@/lib/shared/views";
import { Chance } from "@/tests/support/random";
import { type Dialect, type Frame, Line } from "./connection";
import { KnownRooms } from "./known-rooms";
import type { Ledger, Promised, Wrongs } from "./ledger";
import { readJson } from "./rest";

const AGAIN_MS = 100;
const EMOJI = ["👍", "🎉", "👀"];
/** Refusals that mean "not now". */
const PASSING = new Set(["unavailable", "rate_limited"]);

type Message = { id: string; seq: number };

type Plan = {
  who: Somebody;
  dialect: Dialect;
  servers: readonly string[];
  /** What it says and does, and to whom it connects, is drawn from this. */
  seed: number;
  ledger: Ledger;
  wrongs: Wrongs;
};

/**
 * One person's client, written from docs/protocol.md alone. It sends one thing at a time, repeats it until it is answered, and
 * keeps what it knows current by frames and `sync`.
 */
export class Bot {
  readonly who: Somebody;
  readonly known: KnownRooms;
  /** When it was last answered that something is committed. */
  answeredAt = 0;
  private readonly servers: readonly string[];
  private readonly ledger: Ledger;
  private readonly wrongs: Wrongs;
  private readonly line: Line;
  private readonly luck: Chance;
  private readonly mine: Promised[] = [];
  private count = 0;
  private isSyncing = false;
  private isSyncWanted = false;
  private hasEnded = false;

  constructor({ who, dialect, servers, seed, ledger, wrongs }: Plan) {
    this.who = who;
    this.servers = servers;
    this.ledger = ledger;
    this.wrongs = wrongs;
    this.luck = new Chance(seed);
    this.known = new KnownRooms(wrongs.note);
    this.line = new Line(dialect, servers, who.token, new Chance(seed + 1), (frame) => this.hear(frame));
    this.line.connect();
  }

  cut = () => this.line.cut();
  deafen = (ms: number) => this.line.deafen(ms);

  end(): void {
    this.hasEnded = true;
    this.line.end();
  }

  /** Lives while it is wanted: says something, waits for the answer and a moment longer. */
  async live(isWanted: () => boolean): Promise<void> {
    while (isWanted()) {
      const rooms = [...this.known.rooms.keys()].sort();
      if (rooms.length > 0) await this.act(this.luck.of(rooms));
      await wait(5 + this.luck.below(40));
    }
  }

  private async act(roomId: string): Promise<void> {
    const dice = this.luck.below(100);
    const own = this.mine.at(-1 - this.luck.below(20));
    if (dice < 65 || !own || own.isDeleted) await this.send(roomId);
    else if (dice < 80) await this.edit(own);
    else if (dice < 85) await this.remove(own);
    else if (dice < 92)
      await this.do("react", { messageId: own.id, emoji: this.luck.of(EMOJI), on: dice % 2 === 0 });
    else if (dice < 95) await this.do("pin", { messageId: own.id, on: dice % 2 === 0 });
    else await this.do("read", { roomId, lastReadSeq: this.known.rooms.get(roomId)?.seq ?? 0 });
  }

  private async send(roomId: string): Promise<void> {
    const clientId = `${this.luck.seed}-${++this.count}`;
    const text = `said ${clientId}`;
    const answer = await this.do("message", { roomId, text, clientId });
    if (answer?.type !== "ack") return;
    const { id, seq } = answer.message as Message;
    const { userId: senderId } = this.who;
    const promised = { clientId, senderId, roomId, id, seq, text, isDeleted: false, isUnsure: false };
    this.ledger.promise(promised);
    this.mine.push(promised);
    if (this.mine.length > 40) this.mine.shift();
  }

  private async edit(own: Promised): Promise<void> {
    const text = `edited ${++this.count} of ${own.clientId}`;
    const answer = await this.do("edit", { messageId: own.id, text });
    if (answer?.type === "ack") Object.assign(own, { text, isUnsure: false });
    else own.isUnsure = true;
  }

  private async remove(own: Promised): Promise<void> {
    const answer = await this.do("delete", { messageId: own.id });
    if (answer?.type === "ack") Object.assign(own, { isDeleted: true, isUnsure: false });
    else own.isUnsure = true;
  }

  /** Until there is an answer. What was refused after a word that got none may have been done by that word. */
  private async do(type: string, fields: object): Promise<Frame | null> {
    while (!this.hasEnded) {
      const answer = await this.line.ask(type, fields);
      if (answer && !PASSING.has(String(answer.code))) {
        if (answer.code === "internal")
          this.wrongs.note("internal", `${type} was answered with a fault of the server`);
        if (answer.type !== "ack") return answer;
        this.answeredAt = performance.now();
        this.ledger.acknowledged++;
        return answer;
      }
      await wait(AGAIN_MS);
    }
    return null;
  }

  private hear(frame: Frame): void {
    const { type } = frame;
    if (type === "ready") this.sync();
    else if (type === "messages" && !this.known.take(frame as unknown as MessagesFrame)) this.sync();
    else if (type === "heads" && frame.digest !== this.known.digest()) this.sync();
    else if (type === "room") this.known.gain(frame.room as MyRoomView);
    else if (type === "room_gone") this.known.lose(String(frame.roomId));
  }

  /** One round at a time; a wish during a round is one more round after it. */
  private async sync(): Promise<void> {
    this.isSyncWanted = true;
    if (this.isSyncing) return;
    this.isSyncing = true;
    while (this.isSyncWanted && !this.hasEnded) {
      this.isSyncWanted = false;
      if (await this.syncOnce()) continue;
      this.isSyncWanted = true;
      await wait(AGAIN_MS);
    }
    this.isSyncing = false;
  }

  private async syncOnce(): Promise<boolean> {
    const rooms = this.known.revs();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const answer: Frame | null = await this.line.ask("sync", { rooms, ...(cursor && { cursor }) });
      if (answer?.type !== "ack") return false;
      const page = answer as unknown as SyncView;
      for (const cut of this.known.takeSync(page)) await this.page(cut);
      cursor = page.nextCursor;
    }
    return true;
  }

  /** A `sync` brings the last 200 changes of a room; the messages before them are read by their numbers. */
  private async page({ roomId, after }: { roomId: string; after: number }): Promise<void> {
    for (let from = after, hasNewer = true; hasNewer && !this.hasEnded; ) {
      const path = `/rooms/${roomId}/messages?after=${from}&limit=200`;
      const page = await readJson<MessagePage>(this.luck.of(this.servers), path, this.who.token);
      if (!page) {
        if (!this.known.rooms.has(roomId)) return;
        await wait(AGAIN_MS);
        continue;
      }
      this.known.takePage(roomId, page.items);
      from = page.items.at(-1)?.seq ?? from;
      hasNewer = page.hasNewer && page.items.length > 0;
    }
  }
}
