import { io, type Socket } from "socket.io-client";
import { WebSocket } from "ws";
import type { Chance } from "@/tests/support/random";

/** A frame of the plain WebSocket, either way; one of Socket.IO is made into the same. */
export type Frame = { type: string; ref?: number; [field: string]: unknown };

/** One connection of one person; docs/protocol.md has the frames. */
type Wire = {
  /** Asks the server; null when no answer came: it may have done what it was asked, or not. */
  ask(type: string, fields: object): Promise<Frame | null>;
  /** Breaks without a word, as a cable does. */
  cut(): void;
  /** The socket below, to stop reading from. */
  socket(): WebSocket | undefined;
};

type Opened = { hear: (frame: Frame) => void; closed: () => void };

/** How a server is spoken to. */
export type Dialect = "plain" | "Socket.IO";

const PATIENCE_MS = 10_000;

/** One person's line: to one server or another, and again whenever it breaks. */
export class Line {
  private wire: Wire | null = null;
  private hasEnded = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly servers: readonly string[],
    private readonly token: string,
    private readonly luck: Chance,
    private readonly hear: (frame: Frame) => void,
  ) {}

  connect(): void {
    if (this.hasEnded) return;
    const url = this.luck.of(this.servers);
    const closed = () => setTimeout(() => this.connect(), 50 + this.luck.below(200));
    this.wire = WIRES[this.dialect](url, this.token, { hear: this.hear, closed });
  }

  ask(type: string, fields: object): Promise<Frame | null> {
    return this.wire?.ask(type, fields) ?? Promise.resolve(null);
  }

  cut(): void {
    this.wire?.cut();
  }

  /** Reads nothing for a while, as a phone in a tunnel. */
  deafen(ms: number): void {
    const socket = this.wire?.socket();
    socket?.pause();
    setTimeout(() => socket?.resume(), ms);
  }

  end(): void {
    this.hasEnded = true;
    this.wire?.cut();
  }
}

const WIRES: Record<Dialect, (url: string, token: string, opened: Opened) => Wire> = {
  plain(url, token, { hear, closed }) {
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
      if (frame.ref === undefined) hear(frame);
      else settle(frame.ref, frame);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const ref of waiting.keys()) settle(ref, null);
      closed();
    });
    return {
      cut: () => socket.terminate(),
      socket: () => socket,
      ask(type, fields) {
        if (socket.readyState !== WebSocket.OPEN) return Promise.resolve(null);
        const ref = ++last;
        socket.send(JSON.stringify({ ...fields, type, ref }));
        return new Promise((resolve) => {
          const timer = setTimeout(() => settle(ref, null), PATIENCE_MS);
          waiting.set(ref, (answer) => {
            clearTimeout(timer);
            resolve(answer);
          });
        });
      },
    };
  },

  "Socket.IO"(url, token, { hear, closed }) {
    const socket = io(url, {
      transports: ["websocket"],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    socket.onAny((type: string, fields: object) => hear({ ...fields, type }));
    socket.on("connect_error", closed);
    socket.on("disconnect", closed);
    return {
      cut: () => void socket.io.engine?.close(),
      socket: () => (socket.io.engine?.transport as { ws?: WebSocket } | undefined)?.ws,
      ask: async (type, fields) => (socket.connected ? asked(socket, type, fields) : null),
    };
  },
};

/** The answer of Socket.IO's acknowledgement, in the plain WebSocket's words. */
async function asked(socket: Socket, type: string, fields: object): Promise<Frame | null> {
  const answer = socket.timeout(PATIENCE_MS).emitWithAck(type, fields) as Promise<{ ok: boolean }>;
  const heard = await Promise.race([
    answer.catch(() => null),
    new Promise<null>((resolve) => void socket.once("disconnect", () => resolve(null))),
  ]);
  return heard && { ...heard, type: heard.ok ? "ack" : "error" };
}
