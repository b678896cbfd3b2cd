import { randomUUID } from "node:crypto";
import { textOf, timeIn } from "../message";
import { framesOf, RawSocket } from "./raw-socket";

/** Encoding that a server uses: bare frames, or Socket.IO's. */
export type WireFormat = "bare" | "socket.io";

export type PeerPlan = {
  port: number;
  format: WireFormat;
  token?: string;
  /** Rooms to send to, in turn. */
  roomIds: string[];
  /** Checks each frame in full: the order of its messages, and their times of sending. */
  isSampled: boolean;
  /** Messages in a frame that does not say so itself. */
  perFrame: number;
  /** Root of the thread to send to. Each frame then has a change of the root beside its messages. */
  threadId?: string;
  /** Texts to send, in turn, instead of one that carries its time: there are no receipts then. */
  texts?: string[];
};

/** Counts of a process of peers since the last report. */
export class Tally {
  deliveries = 0;
  frames = 0;
  bytes = 0;
  sent = 0;
  acknowledged = 0;
  refused = 0;
  outOfOrder = 0;
  lost = 0;
  acks: number[] = [];
  receipts: number[] = [];
}

const now = () => performance.timeOrigin + performance.now();
/** First characters of packets (Engine.IO 4, Socket.IO 5), and of the counted event. */
const CODE = { open: 0x30, ping: 0x32, connected: 0x30, event: 0x32, ack: 0x33, messages: 0x6d };
const PREV_REV = 73; // Offset of its value in 42["messages",{"roomId":"…36…","prevRev":
const REV = ',"rev":';

/** One connection that sends and receives, and counts both. */
export class Peer {
  private readonly socket: RawSocket;
  private readonly waiting = new Map<number, number>();
  private readonly revs = new Map<string, number>();
  private nextId = 0;
  private turn = Math.floor(Math.random() * 1000);
  /** Sends that it keeps in flight by itself. */
  window = 0;
  private isUp = false;
  private hasEnded = false;

  constructor(
    private readonly plan: PeerPlan,
    private readonly tally: Tally,
    private readonly up: (peer: Peer) => void,
    private readonly gone: () => void,
  ) {
    const path = plan.format === "bare" ? "/" : "/socket.io/?EIO=4&transport=websocket";
    this.socket = new RawSocket(
      { port: plan.port, path, isWhole: plan.isSampled },
      () => plan.format === "bare" && this.onOpen(),
      (bytes, start, length) => this.onMessage(bytes, start, length),
      () => this.hasEnded || this.gone(),
    );
  }

  /** Disconnects on purpose; that counts as no loss. */
  end(): void {
    this.hasEnded = true;
    this.socket.end();
  }

  /** Sends until `window` are in flight. */
  fill(): void {
    const texts: string[] = [];
    while (this.waiting.size < this.window) texts.push(this.draft());
    if (texts.length > 0) this.socket.send(...texts);
  }

  sendOne(): void {
    this.socket.send(this.draft());
  }

  /**
   * Sends so many frames at a time as fast as they leave. They are built once, because the server is to be kept busy,
   * and carry no time, so that they are not counted as samples.
   */
  flood(atOnce: number): NodeJS.Timeout {
    const frames = framesOf(Array.from({ length: atOnce }, () => this.draft(0)));
    return setInterval(() => this.socket.press(frames), 1);
  }

  private draft(time = now()): string {
    const id = this.nextId++;
    this.waiting.set(id, time);
    this.tally.sent++;
    const { roomIds, threadId, texts } = this.plan;
    const roomId = roomIds[this.turn++ % roomIds.length];
    const place = threadId ? `"threadId":"${threadId}",` : "";
    const text = texts ? JSON.stringify(texts[id % texts.length]) : `"${textOf(time)}"`;
    return `42${id}["message",{"roomId":"${roomId}","text":${text},${place}"clientId":"${randomUUID()}"}]`;
  }

  private onMessage(bytes: Buffer, start: number, length: number): void {
    const [engine, packet, word] = [bytes[start], bytes[start + 1], bytes[start + 4]];
    const { format, token } = this.plan;
    if (format === "bare") this.count(bytes, start, length);
    else if (engine === CODE.open) this.socket.send(`40${JSON.stringify({ token })}`);
    else if (engine === CODE.ping) this.socket.send("3");
    else if (packet === CODE.ack) this.acknowledge(bytes, start, length);
    else if (packet === CODE.connected && !token) this.onOpen();
    else if (packet === CODE.event && word === CODE.messages) this.count(bytes, start, length);
    else if (packet === CODE.event && bytes.toString("latin1", start + 4, start + 9) === "ready")
      this.onOpen();
  }

  private onOpen(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.up(this);
  }

  private count(bytes: Buffer, start: number, length: number): void {
    const { tally, plan } = this;
    tally.frames++;
    tally.bytes += length;
    const isOurs = plan.token !== undefined;
    tally.deliveries += isOurs ? this.countRevs(bytes, start) : plan.perFrame;
    if (plan.isSampled) this.look(bytes.toString("utf8", start, start + length), isOurs);
  }

  /** Our frames carry prevRev and rev: one message each. */
  private countRevs(bytes: Buffer, start: number): number {
    const roomId = this.plan.roomIds.length === 1 ? "" : bytes.toString("latin1", start + 25, start + 61);
    const prevRev = numberAt(bytes, start + PREV_REV);
    const rev = numberAt(bytes, start + PREV_REV + String(prevRev).length + REV.length);
    if ((this.revs.get(roomId) ?? prevRev) !== prevRev) this.tally.outOfOrder++;
    this.revs.set(roomId, rev);
    return rev - prevRev - (this.plan.threadId ? 1 : 0);
  }

  private look(text: string, isOurs: boolean): void {
    for (const time of timeIn(text)) this.tally.receipts.push(now() - time);
    if (!isOurs) return;
    const { prevRev, items } = JSON.parse(text.slice(2))[1] as { prevRev: number; items: { rev: number }[] };
    items.forEach(({ rev }, index) => {
      if (rev !== prevRev + index + 1) this.tally.outOfOrder++;
    });
  }

  private acknowledge(bytes: Buffer, start: number, length: number): void {
    const text = bytes.toString("latin1", start + 2, start + Math.min(length, 40));
    const id = Number.parseInt(text, 10);
    const time = this.waiting.get(id);
    if (time === undefined) return;
    this.waiting.delete(id);
    if (text.includes('"ok":false')) this.tally.refused++;
    else this.tally.acknowledged++;
    this.tally.acks.push(now() - time);
    if (this.window > 0) this.fill();
  }
}

/** Parses the number that begins here. */
function numberAt(bytes: Buffer, start: number): number {
  let value = 0;
  for (let at = start; bytes[at]! >= 0x30 && bytes[at]! <= 0x39; at++) value = value * 10 + bytes[at]! - 0x30;
  return value;
}
