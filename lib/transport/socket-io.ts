import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Server, type Socket } from "socket.io";
import { WebSocketServer, type ServerOptions as WsOptions } from "ws";
import type { Actor } from "@/lib/core/actor";
import { toRefusal } from "@/lib/core/errors";
import { encodeFrames, encodeTextFrame, Frame } from "@/lib/delivery/frame";
import type { Hub } from "@/lib/delivery/hub";
import { destroySoon } from "@/lib/platform/http/end-stream";
import { LIMITS } from "@/lib/shared/limits";
import { authenticate } from "./authenticate";
import { NO_BINARY, runCommand, TOO_MANY_FRAMES } from "./commands";
import { type FrameTransport, openConnection } from "./open-connection";
import { CLOSE_OPTIONS } from "./socket/backpressure";
import { BINARY, endConnection, guardPackets } from "./socket/packet-guard";
import type { RateMeter, RateVerdict } from "./socket/rate-meter";
import type { SocketLimits } from "./socket/socket-limits";
import { SocketReadQueue } from "./socket/socket-read-queue";
import { SocketWriteBuffer } from "./socket/socket-write-buffer";
import type { Upgrade } from "./upgrades";

type EngineConnection = Socket["conn"];
/** State of a connection of Engine.IO. The upgrade with its headers is dropped once there is a socket. */
type EngineState = {
  stream: Duplex;
  meter: RateMeter;
  upgrade?: Upgrade | undefined;
  writeBuffer?: SocketWriteBuffer;
};

/**
 * Serves Socket.IO over WebSocket alone: no compression, and no connection recovery, which would skip authorisation.
 * `take` accepts an upgrade; `close` ends all sockets.
 */
export function attachSocketIo(
  hub: Hub,
  limits: SocketLimits,
): { take(upgrade: Upgrade): void; close(): void } {
  // Socket.IO needs a server to listen to. This one never listens itself: it gets the upgrades that were chosen for
  // it.
  const upgrades = createServer();
  const io = new Server(upgrades, {
    path: "/socket.io",
    transports: ["websocket"],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: limits.pingMs,
    pingTimeout: limits.pongMs,
    connectTimeout: limits.unauthenticatedMs,
    destroyUpgrade: false,
    wsEngine: FastClosingServer,
  });
  const taken = new WeakMap<IncomingMessage, Upgrade>();
  const states = new WeakMap<EngineConnection, EngineState>();
  io.engine.on("connection", (conn: EngineConnection) => {
    const upgrade = taken.get(conn.request)!;
    const flush = () => states.get(conn)?.writeBuffer?.flush();
    states.set(conn, { upgrade, stream: upgrade.stream, meter: guardPackets(conn, flush) });
    upgrade.guard.closeWithReason = () => endConnection(conn, flush, "rate_limited");
  });
  io.use((socket, next) => {
    admit(socket, states.get(socket.conn)!.upgrade!, next);
  });
  io.on("connection", (socket) => serve(hub, socket, states.get(socket.conn)!, limits));
  return {
    take(upgrade) {
      taken.set(upgrade.request, upgrade);
      upgrades.emit("upgrade", upgrade.request, upgrade.stream, upgrade.head);
    },
    close() {
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** Engine.IO's WebSocket server. It waits LIMITS.closingMs for a peer's closing frame instead of half a minute. */
class FastClosingServer extends WebSocketServer {
  constructor(options: WsOptions) {
    super({ ...options, ...CLOSE_OPTIONS });
  }
}

/** Closes a connection; none stays open without a socket in it. */
function close(conn: EngineConnection, stream: Duplex): void {
  conn.close();
  destroySoon(stream);
}

/**
 * Authenticates a socket. A refused one gets `connect_error` with the contract's code in `data.code`, and is closed.
 */
function admit(socket: Socket, upgrade: Upgrade, next: (error?: Error & { data?: unknown }) => void): void {
  upgrade.authenticating();
  const { token } = socket.handshake.auth as { token?: unknown };
  authenticate(upgrade.request, typeof token === "string" ? token : null).then(
    (actor) => {
      socket.data.actor = actor;
      upgrade.guard.authenticated(); // The peer may send commands before the hub has taken the socket.
      next();
    },
    (error) => {
      const { code, detail } = toRefusal(error).refusal;
      next(Object.assign(new Error(detail), { data: { code, detail } }));
      setImmediate(() => close(socket.conn, upgrade.stream)); // Socket.IO sends the error in the next tick.
    },
  );
}

function serve(hub: Hub, socket: Socket, state: EngineState, limits: SocketLimits): void {
  const { conn } = socket;
  const { stream, meter, upgrade } = state;
  const writeBuffer = new SocketWriteBuffer(stream, () => conn.readyState === "open", limits);
  Object.assign(state, { writeBuffer, upgrade: undefined });
  forgetHandshake(socket);
  socket.on("error", () => {}); // A malformed packet closes its connection; nobody else needs to know.
  socket.on("disconnect", () => close(conn, stream));
  bufferAcknowledgements(socket, writeBuffer);
  listenForCommands(socket, { readQueue: new SocketReadQueue(stream), meter, writeBuffer });
  void openInHub(hub, socket, writeBuffer, upgrade?.authenticated);
}

async function openInHub(
  hub: Hub,
  socket: Socket,
  writeBuffer: SocketWriteBuffer,
  authenticated?: () => void,
): Promise<void> {
  try {
    const leave = await openConnection(
      hub,
      socket.data.actor as Actor,
      null,
      transportOf(socket, writeBuffer),
    );
    authenticated?.();
    if (socket.disconnected) leave();
    else socket.on("disconnect", leave);
  } catch (error) {
    const { code } = toRefusal(error).refusal;
    socket.emit("session_ended", { reason: code });
    socket.disconnect(true);
  }
}

/** Drops the handshake's request, whose headers would stay in memory as long as the socket. */
function forgetHandshake(socket: Socket): void {
  const { conn } = socket as { conn: { request: unknown } };
  conn.request = null;
  Object.assign(socket, { handshake: {} });
}

type CommandContext = { readQueue: SocketReadQueue; meter: RateMeter; writeBuffer: SocketWriteBuffer };

function listenForCommands(socket: Socket, { readQueue, meter, writeBuffer }: CommandContext): void {
  const actor = socket.data.actor as Actor;
  const send = (type: string, fields: object) =>
    writeBuffer.write(encodeFrames([Frame.of(type, fields)], "socketIo"));
  socket.onAny((word: string, ...rest: unknown[]) => {
    const { verdict } = meter;
    const reply = () => replyTo(actor, word, rest, verdict, send);
    if (verdict === "fine") readQueue.enqueue(reply);
    else void reply();
  });
}

type SendEvent = (type: string, fields: object) => void;

/** Runs a command, with or without an acknowledgement callback. */
async function replyTo(
  actor: Actor,
  command: string,
  rest: unknown[],
  verdict: RateVerdict,
  send: SendEvent,
): Promise<void> {
  const last = rest.at(-1);
  const acknowledge = typeof last === "function" ? last : null;
  const [fields = {}] = acknowledge ? rest.slice(0, -1) : rest;
  if (verdict !== "fine") acknowledge?.(TOO_MANY_FRAMES);
  else if (command === "ping") acknowledge ? acknowledge({ ok: true }) : send("pong", {});
  else if (command === BINARY) acknowledge ? acknowledge(NO_BINARY) : send("error", NO_BINARY);
  else {
    const answer = await runCommand(actor, command, fields);
    acknowledge?.(answer);
  }
}

/**
 * Sends acknowledgements through the write buffer, so that those of a commit leave in one call with its messages;
 * Socket.IO would write each alone. If Socket.IO renames `ack`, it does that again.
 */
function bufferAcknowledgements(socket: Socket, writeBuffer: SocketWriteBuffer): void {
  const ack = (id: number) => (answer: object) =>
    writeBuffer.writeReply(encodeTextFrame(`43${id}[${JSON.stringify(answer)}]`));
  Object.assign(socket, { ack });
}

/** Writes encoded frames as they are, past the encoders of Socket.IO and Engine.IO. */
const transportOf = (socket: Socket, writeBuffer: SocketWriteBuffer): FrameTransport => ({
  write: (...frames) => writeBuffer.write(encodeFrames(frames, "socketIo")),
  close() {
    writeBuffer.flush();
    setImmediate(() => socket.disconnect(true));
  },
});
