import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Actor } from "@/lib/core/actor";
import { describe, notFound } from "@/lib/core/errors";
import type { Hub } from "@/lib/core/hub";
import type { ErrorCode } from "@/lib/shared/errors";
import { LIMITS } from "@/lib/shared/limits";
import { readRoom } from "../domain/rooms/read-room";
import { answer } from "./answer";
import { authenticate } from "./authenticate";
import { enter } from "./enter";

const PATH = "/api/v1/ws";
/** More bytes than this waiting for one socket: it does not read, and is cut loose to heal by `sync`. */
const QUEUED_BYTES = 1024 * 1024;
const PING_MS = 20_000;

/** How a refusal closes a plain socket (RFC 6455, 7.4.2: 4000 to 4999 are an application's own). */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 4401,
  forbidden: 4401,
  not_found: 4404,
  validation_failed: 4404,
  rate_limited: 4429,
  unavailable: 1013,
};

/** Attaches the plain WebSocket for bots and scripts. Other upgrades are left to whoever knows them. */
export function attachPlainSocket(http: HttpServer, hub: Hub): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
  });
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (new URL(request.url ?? "/", "http://parley").pathname !== PATH) return;
    sockets.handleUpgrade(request, stream, head, (socket) => void serve(hub, socket, request));
  });
  return sockets;
}

async function serve(hub: Hub, socket: WebSocket, request: IncomingMessage): Promise<void> {
  nameTooLarge(socket);
  socket.on("error", () => {}); // What a peer does wrong closes its own socket; there is nobody else to tell.
  const arrived = new Inbox(socket);
  try {
    const query = new URL(request.url ?? "/", "http://parley").searchParams;
    const actor = await authenticate(request, bearerOf(request) ?? query.get("token"));
    const roomId = await narrowTo(actor, query.get("room"));
    const leave = await enter(hub, actor, roomId, wireOf(socket));
    socket.on("close", leave);
    if (socket.readyState !== socket.OPEN) leave();
    keepAlive(socket);
    arrived.open((text) => void reply(socket, actor, text));
  } catch (error) {
    const { code } = describe(error).refusal;
    socket.close(CLOSE_CODES[code] ?? 1011, code);
  }
}

/** Keeps what arrives before the socket has been let in; nothing is answered to a stranger. */
class Inbox {
  private held: RawData[] = [];
  private read: ((data: RawData) => void) | null = null;

  constructor(socket: WebSocket) {
    socket.on("message", (data: RawData) => (this.read ? this.read(data) : void this.held.push(data)));
  }

  open(read: (data: RawData) => void): void {
    this.read = read;
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

async function reply(socket: WebSocket, actor: Actor, data: RawData): Promise<void> {
  const frame = parseFrame(data);
  const { type, ref, ...fields } = frame ?? {};
  if (type === "ping") return say(socket, { type: "pong", ref });
  const { ok, ...rest } = frame ? await answer(actor, String(type), fields) : NOT_JSON;
  say(socket, ok ? { type: "ack", ref, ...rest } : { type: "error", ref, ...rest });
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

function say(socket: WebSocket, frame: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}

function wireOf(socket: WebSocket) {
  return {
    write({ plain }: { plain: string }) {
      if (socket.bufferedAmount > QUEUED_BYTES) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.send(plain);
    },
    close: (reason: string) => socket.close(4401, reason),
  };
}

/** A peer that is gone without a word is found by its silence, within two pings. */
function keepAlive(socket: WebSocket): void {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_MS);
  socket.on("close", () => clearInterval(timer));
}

/** ws closes by 1009 when a frame is larger than `maxPayload`, before it has been read whole; the contract says 4413. */
function nameTooLarge(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => (code === 1009 ? close(4413, "payload_too_large") : close(code, reason));
}
