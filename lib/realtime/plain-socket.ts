import type { IncomingMessage } from "node:http";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Actor } from "@/lib/core/actor";
import { describe, notFound } from "@/lib/core/errors";
import { bytesOf, textFrame } from "@/lib/core/frame";
import type { Hub } from "@/lib/core/hub";
import type { ErrorCode } from "@/lib/shared/errors";
import { LIMITS } from "@/lib/shared/limits";
import { readRoom } from "../domain/rooms/read-room";
import { authenticate } from "./authenticate";
import { CLOSING } from "./backpressure";
import { answer, TOO_MANY } from "./commands";
import { enter, type Wire } from "./open-connection";
import { Meter, type Verdict } from "./rate-meter";
import type { Bounds } from "./socket-limits";
import { Inlet } from "./socket-read-queue";
import { Outlet } from "./socket-write-buffer";
import type { Upgrade } from "./upgrades";

/** How a refusal closes a plain socket (RFC 6455, 7.4.2: 4000 to 4999 are an application's own). */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 4401,
  forbidden: 4401,
  not_found: 4404,
  validation_failed: 4404,
  rate_limited: 4429,
  unavailable: 1013,
};

/** The plain WebSocket for bots and scripts: takes upgrades, and ends all that it took. */
export function attachPlainSocket(hub: Hub, bounds: Bounds): { take(upgrade: Upgrade): void; close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    ...CLOSING,
  });
  return {
    take(upgrade) {
      const { request, stream, head, guard } = upgrade;
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const outlet = new Outlet(stream, () => socket.readyState === socket.OPEN, bounds);
        guard.sayGoodbye = () => {
          outlet.flush();
          socket.close(CLOSE_CODES.rate_limited, "rate_limited");
        };
        const meter = countFrames(socket);
        keepAlive(socket, bounds);
        void serve(hub, { socket, inlet: new Inlet(stream), outlet, meter }, upgrade);
      });
    },
    close() {
      for (const socket of sockets.clients) socket.close(1012, "server_stopping");
    },
  };
}

type Served = { socket: WebSocket; inlet: Inlet; outlet: Outlet; meter: Meter };

async function serve(hub: Hub, served: Served, upgrade: Upgrade): Promise<void> {
  const { socket, outlet } = served;
  const { request, query } = upgrade;
  nameTooLarge(socket);
  socket.on("error", () => {}); // What a peer does wrong closes its own socket; there is nobody else to tell.
  const arrived = new Inbox(socket);
  try {
    upgrade.asks();
    const actor = await authenticate(request, bearerOf(request) ?? query.get("token"));
    const roomId = await narrowTo(actor, query.get("room"));
    const leave = await enter(hub, actor, roomId, wireOf(socket, outlet));
    upgrade.authenticated();
    socket.on("close", leave);
    if (socket.readyState !== socket.OPEN) leave();
    arrived.open((text) => hear(served, actor, text));
  } catch (error) {
    const { code } = describe(error).refusal;
    socket.close(CLOSE_CODES[code] ?? 1011, code);
    arrived.open(() => {});
  }
}

/** Counts messages, each where it is heard; what floods is ended below: see StreamGuard. */
function countFrames(socket: WebSocket): Meter {
  const meter = new Meter();
  socket.on("message", () => meter.count());
  return meter;
}

/** Reads no further than it must until the socket has been let in, and nothing that a stranger sends is answered. */
class Inbox {
  private held: RawData[] = [];
  private read: ((data: RawData) => void) | null = null;

  constructor(private readonly socket: WebSocket) {
    socket.pause();
    socket.on("message", (data: RawData) => (this.read ? this.read(data) : void this.held.push(data)));
  }

  open(read: (data: RawData) => void): void {
    this.read = read;
    this.socket.resume();
    for (const data of this.held.splice(0)) read(data);
  }
}

const bearerOf = ({ headers }: IncomingMessage) =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? null;

/** `?room=` names a room that the caller is in; any other is as if it were not there. */
async function narrowTo(actor: Actor, room: string | null): Promise<string | null> {
  if (room === null) return null;
  const { id, role } = await readRoom(actor, { room });
  if (!role) throw notFound("There is no such room.");
  return id;
}

function hear({ inlet, outlet, meter }: Served, actor: Actor, data: RawData): void {
  const { verdict } = meter;
  if (verdict === "fine") inlet.take(() => reply(outlet, actor, data, verdict));
  else if (verdict === "over") void reply(outlet, actor, data, verdict);
}

async function reply(outlet: Outlet, actor: Actor, data: RawData, verdict: Verdict): Promise<void> {
  const frame = parseFrame(data);
  const { type, ref, ...fields } = frame ?? {};
  const say = (said: object) => outlet.answer(textFrame(JSON.stringify(said)));
  if (verdict === "fine" && type === "ping") return say({ type: "pong", ref });
  const { ok, ...rest } =
    verdict !== "fine" ? TOO_MANY : frame ? await answer(actor, String(type), fields) : NOT_JSON;
  say(ok ? { type: "ack", ref, ...rest } : { type: "error", ref, ...rest });
}

const NOT_JSON = { ok: false, code: "malformed_json", detail: "A frame must be a JSON object." } as const;

function parseFrame(data: RawData): Record<string, unknown> | null {
  try {
    const frame: unknown = JSON.parse(data.toString());
    return typeof frame === "object" && frame !== null && !Array.isArray(frame) ? { ...frame } : null;
  } catch {
    return null;
  }
}

const wireOf = (socket: WebSocket, outlet: Outlet): Wire => ({
  write: (...frames) => outlet.write(bytesOf(frames, "plain")),
  close(reason) {
    outlet.flush();
    socket.close(4401, reason);
  },
});

/** A peer that is gone without a word is found by its silence, a ping after the one that it did not answer. */
function keepAlive(socket: WebSocket, { pingMs }: Bounds): void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingMs);
  socket.on("close", () => clearInterval(timer));
}

/** ws closes by 1009 when a frame is larger than `maxPayload`, before it has been read whole; the contract says 4413. */
function nameTooLarge(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => (code === 1009 ? close(4413, "payload_too_large") : close(code, reason));
}
