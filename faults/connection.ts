import { io, type Socket } from "socket.io-client";
import { WebSocket } from "ws";
import type { Rng } from "@/tests/support/random";

/** A frame of the plain WebSocket; those of Socket.IO are converted to it. */
export type Frame = { type: string; ref?: number; [field: string]: unknown };

/** A connection of one person; docs/protocol.md has the frames. */
type Transport = {
  /** Sends a command; null if no answer came, so that it may be done or not. */
  ask(type: string, fields: object): Promise<Frame | null>;
  /** Breaks the connection without a closing frame, like a cable. */
  cut(): void;
  /** The underlying socket, to pause its reads. */
  socket(): WebSocket | undefined;
};

type TransportHandlers = { onFrame: (frame: Frame) => void; onClose: () => void };

/** Kind of socket. */
export type WireFormat = "plain" | "Socket.IO";

const TIMEOUT_MS = 10_000;

/** A person's connection to one of the servers; it reconnects whenever it breaks. */
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

  /** Pauses reads for a while, like a phone in a tunnel. */
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

/** Converts Socket.IO's acknowledgement to an answer of the plain WebSocket. */
async function askWithAck(socket: Socket, type: string, fields: object): Promise<Frame | null> {
  const answer = socket.timeout(TIMEOUT_MS).emitWithAck(type, fields) as Promise<{ ok: boolean }>;
  const answered = await Promise.race([
    answer.catch(() => null),
    new Promise<null>((resolve) => void socket.once("disconnect", () => resolve(null))),
  ]);
  return answered && { ...answered, type: answered.ok ? "ack" : "error" };
}
