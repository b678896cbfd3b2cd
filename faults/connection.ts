import { io, type Socket } from "socket.io-client";
import { WebSocket } from "ws";
import type { Rng } from "@/tests/support/random";

/** A frame of the plain WebSocket, either way; one of Socket.IO is made into the same. */
export type Frame = { type: string; ref?: number; [field: string]: unknown };

/** One connection of one person; docs/protocol.md has the frames. */
type Transport = {
  /** Asks the server; null when no answer came: it may have done what it was asked, or not. */
  ask(type: string, fields: object): Promise<Frame | null>;
  /** Breaks without a word, as a cable does. */
  cut(): void;
  /** The socket below, to stop reading from. */
  socket(): WebSocket | undefined;
};

type TransportHandlers = { onFrame: (frame: Frame) => void; onClose: () => void };

/** How a server is spoken to. */
export type WireFormat = "plain" | "Socket.IO";

const TIMEOUT_MS = 10_000;

/** One person's line: to one server or another, and again whenever it breaks. */
export class BotConnection {
  private transport: Transport | null = null;
  private hasEnded = false;

  constructor(
    private readonly format: WireFormat,
    private readonly servers: readonly string[],
    private readonly token: string,
    private readonly rng: Rng,
    private readonly onFrame: (frame: Frame) => void,
  ) {}

  connect(): void {
    if (this.hasEnded) return;
    const url = this.rng.of(this.servers);
    const onClose = () => setTimeout(() => this.connect(), 50 + this.rng.below(200));
    this.transport = TRANSPORTS[this.format](url, this.token, { onFrame: this.onFrame, onClose });
  }

  ask(type: string, fields: object): Promise<Frame | null> {
    return this.transport?.ask(type, fields) ?? Promise.resolve(null);
  }

  cut(): void {
    this.transport?.cut();
  }

  /** Reads nothing for a while, as a phone in a tunnel. */
  pauseReads(ms: number): void {
    const socket = this.transport?.socket();
    socket?.pause();
    setTimeout(() => socket?.resume(), ms);
  }

  end(): void {
    this.hasEnded = true;
    this.transport?.cut();
  }
}

const TRANSPORTS: Record<WireFormat, (url: string, token: string, opened: TransportHandlers) => Transport> = {
  plain(url, token, { onFrame, onClose }) {
    const waiting = new Map<number, (answer: Frame | null) => void>();
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/ws`, {
      headers: { authorization: `Bearer ${token}` },
    });
    let last = 0;
    const settle = (ref: number, answer: Frame | null) => {
      waiting.get(ref)?.(answer);
      waiting.delete(ref);
    };
    socket.on("message", (data) => {
      const frame: Frame = JSON.parse(String(data));
      if (frame.ref === undefined) onFrame(frame);
      else settle(frame.ref, frame);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const ref of waiting.keys()) settle(ref, null);
      onClose();
    });
    return {
      cut: () => socket.terminate(),
      socket: () => socket,
      ask(type, fields) {
        if (socket.readyState !== WebSocket.OPEN) return Promise.resolve(null);
        const ref = ++last;
        socket.send(JSON.stringify({ ...fields, type, ref }));
        return new Promise((resolve) => {
          const timer = setTimeout(() => settle(ref, null), TIMEOUT_MS);
          waiting.set(ref, (answer) => {
            clearTimeout(timer);
            resolve(answer);
          });
        });
      },
    };
  },

  "Socket.IO"(url, token, { onFrame, onClose }) {
    const socket = io(url, {
      transports: ["websocket"],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    socket.onAny((type: string, fields: object) => onFrame({ ...fields, type }));
    socket.on("connect_error", onClose);
    socket.on("disconnect", onClose);
    return {
      cut: () => void socket.io.engine?.close(),
      socket: () => (socket.io.engine?.transport as { ws?: WebSocket } | undefined)?.ws,
      ask: async (type, fields) => (socket.connected ? askWithAck(socket, type, fields) : null),
    };
  },
};

/** The answer of Socket.IO's acknowledgement, in the plain WebSocket's words. */
async function askWithAck(socket: Socket, type: string, fields: object): Promise<Frame | null> {
  const answer = socket.timeout(TIMEOUT_MS).emitWithAck(type, fields) as Promise<{ ok: boolean }>;
  const heard = await Promise.race([
    answer.catch(() => null),
    new Promise<null>((resolve) => void socket.once("disconnect", () => resolve(null))),
  ]);
  return heard && { ...heard, type: heard.ok ? "ack" : "error" };
}
