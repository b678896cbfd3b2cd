import { AsyncLocalStorage } from "node:async_hooks";
import { io, type Socket } from "socket.io-client";
import type { connectLive as connect } from "@/lib/client/connection/live";
import { toOutcome, UNREACHABLE } from "@/lib/client/connection/outcome";
import type { Method } from "@/lib/doors/endpoints";
import type { Outcome } from "@/lib/shared/errors";
import type { LiveAnswer } from "@/lib/shared/live";
import type { Rng } from "@/tests/support/random";
import { call } from "@/tests/support/rest";
import type { Person } from "@/tests/support/world";

// In the place of lib/client/connection/live and lib/client/connection/rest: what a browser would do, over a line that loses words.

// Listeners of a window and its document may be added; here nothing ever happens to them.
Object.assign(globalThis, { window: new EventTarget(), document: new EventTarget() });

/** The line of one device to the server. While it is bad, one frame in five is lost without a trace, and some answers. */
export class ModelConnection {
  isBad = true;
  private socket: Socket | null = null;

  constructor(
    readonly port: number,
    readonly who: Person,
    private readonly random: Rng,
  ) {}

  /** Everything within is said over this line. */
  use<T>(act: () => T): T {
    return inUse.run(this, act);
  }

  loses(oneIn: number): boolean {
    return this.isBad && this.random.below(oneIn) === 0;
  }

  connect(): Socket {
    this.socket = io(`http://127.0.0.1:${this.port}`, {
      transports: ["websocket"],
      auth: { token: this.who.token },
      forceNew: true,
      reconnectionDelay: 10,
      reconnectionDelayMax: 50,
    });
    return this.socket;
  }

  /** Until everything that the server has said so far has come, or was lost. */
  async quiet(): Promise<void> {
    await this.socket?.emitWithAck("ping");
  }

  /** Breaks off, if it is there; it comes back by itself. */
  break(): void {
    if (this.socket?.connected) this.socket.io.engine.close();
  }
}

const inUse = new AsyncLocalStorage<ModelConnection>();

function connectionInUse(): ModelConnection {
  const line = inUse.getStore();
  if (!line) throw new Error("A device spoke outside of its line");
  return line;
}

export const connectLive: typeof connect = (on, onStatus) => {
  const line = connectionInUse();
  const socket = line.connect();
  const listeners = on as unknown as Record<string, (frame: unknown) => void>;
  let isReady = false;

  const moveTo = (status: "live" | "reconnecting") => {
    isReady = status === "live";
    line.use(() => onStatus(status));
  };
  socket.onAny((type: string, frame: unknown) => {
    if (type === "ready") moveTo("live");
    else if (line.loses(5)) return;
    line.use(() => listeners[type]?.(frame));
  });
  socket.on("disconnect", () => moveTo("reconnecting"));

  return {
    isReady: () => isReady,
    async call(name, frame) {
      if (!socket.connected) return UNREACHABLE;
      const asked = socket.timeout(10_000).emitWithAck(name, frame) as Promise<LiveAnswer>;
      const answer = await asked.catch(() => null);
      return answer && !(name === "message" && line.loses(4)) ? toOutcome(answer) : UNREACHABLE;
    },
    close: () => void socket.close(),
  };
};

/** As lib/client/connection/rest has it, with this device's token. An answer to a change may be lost. */
export async function sendRequest<T>(method: Method, path: string, body?: object): Promise<Outcome<T>> {
  const line = connectionInUse();
  const { status, json } = await call(method, path.replace("/api/v1", ""), { as: line.who, body });
  if (method !== "GET" && line.loses(4)) return UNREACHABLE;
  return status < 300 ? { ok: true, data: json ?? null } : { ok: false, error: json };
}
