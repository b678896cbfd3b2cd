import type { IncomingMessage } from "node:http";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Actor } from "@/lib/core/actor";
import { notFound, toRefusal } from "@/lib/core/errors";
import { encodeFrames, encodeTextFrame } from "@/lib/delivery/frame";
import type { Hub } from "@/lib/delivery/hub";
import { readRoom } from "@/lib/domain/rooms/read-room";
import type { ErrorCode } from "@/lib/shared/errors";
import { LIMITS } from "@/lib/shared/limits";
import { authenticate } from "./authenticate";
import { runCommand, TOO_MANY_FRAMES } from "./commands";
import { type FrameTransport, openConnection } from "./open-connection";
import { CLOSE_OPTIONS } from "./socket/backpressure";
import { RateMeter, type RateVerdict } from "./socket/rate-meter";
import type { SocketLimits } from "./socket/socket-limits";
import { SocketReadQueue } from "./socket/socket-read-queue";
import { SocketWriteBuffer } from "./socket/socket-write-buffer";
import type { Upgrade } from "./upgrades";

/** Close codes by refusal (RFC 6455, 7.4.2: 4000 to 4999 belong to the application). */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 4401,
  forbidden: 4401,
  not_found: 4404,
  validation_failed: 4404,
  rate_limited: 4429,
  unavailable: 1013,
};

/** Serves the plain WebSocket for bots and scripts. `take` accepts an upgrade; `close` ends all sockets. */
export function attachPlainSocket(
  hub: Hub,
  limits: SocketLimits,
): { take(upgrade: Upgrade): void; close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    ...CLOSE_OPTIONS,
  });
  return {
    take(upgrade) {
      const { request, stream, head, guard } = upgrade;
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const writeBuffer = new SocketWriteBuffer(stream, () => socket.readyState === socket.OPEN, limits);
        guard.closeWithReason = () => {
          writeBuffer.flush();
          socket.close(CLOSE_CODES.rate_limited, "rate_limited");
        };
        const meter = countFrames(socket);
        keepAlive(socket, limits);
        void serve(hub, { socket, readQueue: new SocketReadQueue(stream), writeBuffer, meter }, upgrade);
      });
    },
    close() {
      for (const socket of sockets.clients) socket.close(1012, "server_stopping");
    },
  };
}

type SocketContext = {
  socket: WebSocket;
  readQueue: SocketReadQueue;
  writeBuffer: SocketWriteBuffer;
  meter: RateMeter;
};

async function serve(hub: Hub, served: SocketContext, upgrade: Upgrade): Promise<void> {
  const { socket, writeBuffer } = served;
  const { request, query } = upgrade;
  replaceTooLargeCode(socket);
  socket.on("error", () => {}); // A peer's error closes its own socket; nobody else needs to know.
  const arrived = new UnopenedInbox(socket);
  try {
    upgrade.authenticating();
    const actor = await authenticate(request, bearerOf(request) ?? query.get("token"));
    const roomId = await roomFilter(actor, query.get("room"));
    const leave = await openConnection(hub, actor, roomId, transportOf(socket, writeBuffer));
    upgrade.authenticated();
    socket.on("close", leave);
    if (socket.readyState !== socket.OPEN) leave();
    arrived.open((text) => onFrame(served, actor, text));
  } catch (error) {
    const { code } = toRefusal(error).refusal;
    socket.close(CLOSE_CODES[code] ?? 1011, code);
    arrived.open(() => {});
  }
}

/** Counts messages as they arrive. A flood ends in StreamGuard. */
function countFrames(socket: WebSocket): RateMeter {
  const meter = new RateMeter();
  socket.on("message", () => meter.count());
  return meter;
}

/**
 * Buffers messages until the socket is open, and reads no more than it must. Messages of a refused socket get no
 * answer.
 */
class UnopenedInbox {
  private buffered: RawData[] = [];
  private read: ((data: RawData) => void) | null = null;

  constructor(private readonly socket: WebSocket) {
    socket.pause();
    socket.on("message", (data: RawData) => (this.read ? this.read(data) : void this.buffered.push(data)));
  }

  open(read: (data: RawData) => void): void {
    this.read = read;
    this.socket.resume();
    for (const data of this.buffered.splice(0)) read(data);
  }
}

const bearerOf = ({ headers }: IncomingMessage) =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? null;

/**
 * Resolves `?room=` to the id of a room that the caller is in.
 *
 * @throws `not_found` for any other room
 */
async function roomFilter(actor: Actor, room: string | null): Promise<string | null> {
  if (room === null) return null;
  const { id, role } = await readRoom(actor, { room });
  if (!role) throw notFound("Room not found.");
  return id;
}

function onFrame({ readQueue, writeBuffer, meter }: SocketContext, actor: Actor, data: RawData): void {
  const { verdict } = meter;
  if (verdict === "fine") readQueue.enqueue(() => replyTo(writeBuffer, actor, data, verdict));
  else if (verdict === "over") void replyTo(writeBuffer, actor, data, verdict);
}

async function replyTo(
  writeBuffer: SocketWriteBuffer,
  actor: Actor,
  data: RawData,
  verdict: RateVerdict,
): Promise<void> {
  const frame = parseFrame(data);
  const { type, ref, ...fields } = frame ?? {};
  const send = (answer: object) => writeBuffer.writeReply(encodeTextFrame(JSON.stringify(answer)));
  if (verdict === "fine" && type === "ping") return send({ type: "pong", ref });
  const { ok, ...rest } =
    verdict !== "fine" ? TOO_MANY_FRAMES : frame ? await runCommand(actor, String(type), fields) : NOT_JSON;
  send(ok ? { type: "ack", ref, ...rest } : { type: "error", ref, ...rest });
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

const transportOf = (socket: WebSocket, writeBuffer: SocketWriteBuffer): FrameTransport => ({
  write: (...frames) => writeBuffer.write(encodeFrames(frames, "plain")),
  close(reason) {
    writeBuffer.flush();
    socket.close(4401, reason);
  },
});

/** Detects a silent peer: a ping without an answer until the next one terminates the socket. */
function keepAlive(socket: WebSocket, { pingMs }: SocketLimits): void {
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

/** Closes with 4413 as the contract says; ws itself uses 1009 for a frame above `maxPayload`. */
function replaceTooLargeCode(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => (code === 1009 ? close(4413, "payload_too_large") : close(code, reason));
}
