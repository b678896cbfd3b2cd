import { setTimeout as wait } from "node:timers/promises";
import type { BenchPerson } from "@/bench/world";
import type { MessagesFrame } from "@/lib/shared/live";
import type { MessagePage, MyRoomView, SyncView } from "@/lib/shared/views";
import { Rng } from "@/tests/support/random";
import { BotConnection, type Frame, type WireFormat } from "./connection";
import { KnownRooms } from "./known-rooms";
import type { LaterPromises } from "./later";
import type { AcknowledgedMessage, Ledger, Violations } from "./ledger";
import { post, readJson } from "./rest";

const RETRY_MS = 100;
const EMOJI = ["👍", "🎉", "👀"];
/** Refusals that mean "not now". */
const TRANSIENT = new Set(["unavailable", "rate_limited"]);

type Message = { id: string; seq: number };

type BotOptions = {
  person: BenchPerson;
  format: WireFormat;
  servers: readonly string[];
  /** The rooms in which it works. */
  roomIds: readonly string[];
  /** Usernames of people with devices, whom it calls now and then. */
  away: readonly string[];
  /** Takes what it schedules; null for a bot that schedules nothing, because it may be removed meanwhile. */
  later: LaterPromises | null;
  calls: LaterPromises["calls"];
  /** Seed of everything that the bot says, does and connects to. */
  seed: number;
  ledger: Ledger;
  violations: Violations;
};

/**
 * A person's client, written from docs/protocol.md alone. It sends one command at a time, repeats it until it is
 * answered, and keeps its state current by frames and `sync`.
 */
export class Bot {
  readonly person: BenchPerson;
  readonly known: KnownRooms;
  /** Time of the last acknowledged commit. */
  answeredAt = 0;
  private readonly options: BotOptions;
  private readonly servers: readonly string[];
  private readonly ledger: Ledger;
  private readonly violations: Violations;
  private readonly connection: BotConnection;
  private readonly rng: Rng;
  private readonly sent: AcknowledgedMessage[] = [];
  private count = 0;
  private isSyncing = false;
  private isSyncWanted = false;
  private hasEnded = false;

  constructor(options: BotOptions) {
    const { person, format, servers, seed, ledger, violations } = options;
    this.options = options;
    this.person = person;
    this.servers = servers;
    this.ledger = ledger;
    this.violations = violations;
    this.rng = new Rng(seed);
    this.known = new KnownRooms(violations.note);
    this.connection = new BotConnection(format, servers, person.token, new Rng(seed + 1), (frame) =>
      this.onFrame(frame),
    );
    this.connection.connect();
  }

  cut = () => this.connection.cut();
  pauseReads = (ms: number) => this.connection.pauseReads(ms);

  end(): void {
    this.hasEnded = true;
    this.connection.end();
  }

  /** Sends commands with pauses as long as it is wanted. */
  async live(isWanted: () => boolean): Promise<void> {
    while (isWanted()) {
      const rooms = this.options.roomIds.filter((id) => this.known.rooms.has(id));
      if (rooms.length > 0) await this.act(this.rng.of(rooms));
      await wait(5 + this.rng.below(40));
    }
  }

  private async act(roomId: string): Promise<void> {
    const dice = this.rng.below(100);
    const own = this.sent.at(-1 - this.rng.below(20));
    if (dice < 3) await this.call(roomId);
    else if (dice < 8) await this.promiseLater(roomId);
    else if (dice < 65 || !own || own.isDeleted) await this.send(roomId);
    else if (dice < 80) await this.edit(own);
    else if (dice < 85) await this.remove(own);
    else if (dice < 92)
      await this.do("react", { messageId: own.id, emoji: this.rng.of(EMOJI), on: dice % 2 === 0 });
    else if (dice < 95) await this.do("pin", { messageId: own.id, on: dice % 2 === 0 });
    else await this.do("read", { roomId, lastReadSeq: this.known.rooms.get(roomId)?.seq ?? 0 });
  }

  private async send(roomId: string): Promise<void> {
    const promised = await this.say(roomId, "said");
    if (!promised) return;
    this.sent.push(promised);
    if (this.sent.length > 40) this.sent.shift();
  }

  private async say(roomId: string, words: string): Promise<AcknowledgedMessage | null> {
    const clientId = `${this.rng.seed}-${++this.count}`;
    const text = `${words} ${clientId}`;
    const answer = await this.do("message", { roomId, text, clientId });
    if (answer?.type !== "ack") return null;
    const { id, seq } = answer.message as Message;
    const { userId: senderId } = this.person;
    const promised = { clientId, senderId, roomId, id, seq, text, isDeleted: false, isUnsure: false };
    this.ledger.promise(promised);
    return promised;
  }

  /** Calls somebody who is away. The message is not changed later, so that their device must be told of it. */
  private async call(roomId: string): Promise<void> {
    const device = this.rng.of(this.options.away);
    const promised = await this.say(roomId, `@${device}`);
    if (promised) this.options.calls.push({ device, messageId: promised.id });
  }

  /** Schedules a message and sets a reminder for the next seconds. */
  private async promiseLater(roomId: string): Promise<void> {
    const { later } = this.options;
    if (!later) return;
    const { userId } = this.person;
    const text = `later ${this.rng.seed}-${++this.count}`;
    const sendAt = this.soon();
    const scheduled = await this.insist(`/rooms/${roomId}/scheduled`, { text, sendAt, clientId: text });
    if (scheduled) later.scheduled.push({ userId, text });
    // A reminder that is asked for twice is two, so it is asked for once.
    const reminder = await post(this.rng.of(this.servers), "/me/reminders", this.person.token, {
      text,
      at: this.soon(),
    });
    if (reminder.status === 500) this.violations.note("internal", "a reminder was answered with 500");
    if (reminder.status >= 200 && reminder.status < 300) later.reminders.push({ userId, text });
  }

  private soon = () => new Date(Date.now() + 1_000 + this.rng.below(4_000)).toISOString();

  /** Repeats a request until it is answered. @returns whether it is done, be it by an attempt without an answer */
  private async insist(path: string, body: object): Promise<boolean> {
    while (!this.hasEnded) {
      const { status, reason } = await post(this.rng.of(this.servers), path, this.person.token, body);
      if (status === 500) this.violations.note("internal", `POST ${path} was answered with 500`);
      if (status > 0 && status < 500 && status !== 429) return status < 300 || reason === "already_sent";
      await wait(RETRY_MS);
    }
    return false;
  }

  private async edit(own: AcknowledgedMessage): Promise<void> {
    const text = `edited ${++this.count} of ${own.clientId}`;
    const answer = await this.do("edit", { messageId: own.id, text });
    if (answer?.type === "ack") Object.assign(own, { text, isUnsure: false });
    else own.isUnsure = true;
  }

  private async remove(own: AcknowledgedMessage): Promise<void> {
    const answer = await this.do("delete", { messageId: own.id });
    if (answer?.type === "ack") Object.assign(own, { isDeleted: true, isUnsure: false });
    else own.isUnsure = true;
  }

  /**
   * Repeats a command until it is answered. A command that is refused after an unanswered attempt may have been done
   * by that attempt.
   */
  private async do(type: string, fields: object): Promise<Frame | null> {
    while (!this.hasEnded) {
      const answer = await this.connection.ask(type, fields);
      if (answer && !TRANSIENT.has(String(answer.code))) {
        if (answer.code === "internal")
          this.violations.note("internal", `${type} was answered with a fault of the server`);
        if (answer.type !== "ack") return answer;
        this.answeredAt = performance.now();
        this.ledger.acknowledged++;
        return answer;
      }
      await wait(RETRY_MS);
    }
    return null;
  }

  private onFrame(frame: Frame): void {
    const { type } = frame;
    if (type === "ready") this.sync();
    else if (type === "messages" && !this.known.take(frame as unknown as MessagesFrame)) this.sync();
    else if (type === "heads" && frame.digest !== this.known.digest()) this.sync();
    else if (type === "room") this.known.gain(frame.room as MyRoomView);
    else if (type === "room_gone") this.known.lose(String(frame.roomId));
  }

  /** Runs one sync at a time; a request during a sync starts another one after it. */
  private async sync(): Promise<void> {
    this.isSyncWanted = true;
    if (this.isSyncing) return;
    this.isSyncing = true;
    while (this.isSyncWanted && !this.hasEnded) {
      this.isSyncWanted = false;
      if (await this.syncOnce()) continue;
      this.isSyncWanted = true;
      await wait(RETRY_MS);
    }
    this.isSyncing = false;
  }

  private async syncOnce(): Promise<boolean> {
    const rooms = this.known.revs();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const answer: Frame | null = await this.connection.ask("sync", { rooms, ...(cursor && { cursor }) });
      if (answer?.type !== "ack") return false;
      const page = answer as unknown as SyncView;
      for (const cut of this.known.takeSync(page)) await this.page(cut);
      cursor = page.nextCursor;
    }
    return true;
  }

  /** Reads the messages before the last 200 changes, which `sync` brings, by their numbers. */
  private async page({ roomId, after }: { roomId: string; after: number }): Promise<void> {
    for (let from = after, hasNewer = true; hasNewer && !this.hasEnded; ) {
      const path = `/rooms/${roomId}/messages?after=${from}&limit=200`;
      const page = await readJson<MessagePage>(this.rng.of(this.servers), path, this.person.token);
      if (!page) {
        if (!this.known.rooms.has(roomId)) return;
        await wait(RETRY_MS);
        continue;
      }
      this.known.takePage(roomId, page.items);
      from = page.items.at(-1)?.seq ?? from;
      hasNewer = page.hasNewer && page.items.length > 0;
    }
  }
}
