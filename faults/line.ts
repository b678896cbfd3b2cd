import { WebSocket } from "ws";
import type { Chance } from "@/tests/support/random";

/** A frame of the plain WebSocket, either way. */
export type Frame = { type: string; ref?: number; [field: string]: unknown };

const PATIENCE_MS = 10_000;

/** One person's plain WebSocket, as CONTRACT, "Live", has it: to one server or another, and again whenever it breaks. */
export class Line {
  private socket: WebSocket | null = null;
  private readonly waiting = new Map<number, (answer: Frame | null) => void>();
  private ref = 0;
  private hasEnded = false;

  constructor(
    private readonly servers: readonly string[],
    private readonly token: string,
    private readonly luck: Chance,
    private readonly hear: (frame: Frame) => void,
  ) {}

  connect(): void {
    if (this.hasEnded) return;
    const url = this.luck.of(this.servers).replace("http", "ws");
    const socket = new WebSocket(`${url}/api/v1/ws`, { headers: { authorization: `Bearer ${this.token}` } });
    this.socket = socket;
    socket.on("message", (data) => this.take(JSON.parse(String(data))));
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const [ref] of this.waiting) this.settle(ref, null);
      setTimeout(() => this.connect(), 50 + this.luck.below(200));
    });
  }

  /** Asks the server; null when no answer came: it may have done what it was asked, or not. */
  ask(type: string, fields: object): Promise<Frame | null> {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(null);
    const ref = ++this.ref;
    socket.send(JSON.stringify({ ...fields, type, ref }));
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(ref, null), PATIENCE_MS);
      this.waiting.set(ref, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  /** Breaks without a word, as a cable does. */
  cut(): void {
    this.socket?.terminate();
  }

  /** Reads nothing for a while, as a phone in a tunnel. */
  deafen(ms: number): void {
    const { socket } = this;
    socket?.pause();
    setTimeout(() => socket?.resume(), ms);
  }

  end(): void {
    this.hasEnded = true;
    this.socket?.terminate();
  }

  private take(frame: Frame): void {
    if (frame.ref !== undefined) this.settle(frame.ref, frame);
    else this.hear(frame);
  }

  private settle(ref: number, answer: Frame | null): void {
    this.waiting.get(ref)?.(answer);
    this.waiting.delete(ref);
  }
}
