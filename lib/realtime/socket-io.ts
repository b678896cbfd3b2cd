import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Server, type Socket } from "socket.io";
import { WebSocketServer, type ServerOptions as WsOptions } from "ws";
import type { Actor } from "@/lib/core/actor";
import { describe } from "@/lib/core/errors";
import { bytesOf, Frame, textFrame } from "@/lib/core/frame";
import type { Hub } from "@/lib/core/hub";
import { destroySoon } from "@/lib/platform/end-stream";
import { LIMITS } from "@/lib/shared/limits";
import { authenticate } from "./authenticate";
import { CLOSING } from "./backpressure";
import { answer, NO_BYTES, TOO_MANY } from "./commands";
import { enter, type Wire } from "./open-connection";
import { BINARY, endConnection, guardPackets } from "./packet-guard";
import type { Meter, Verdict } from "./rate-meter";
import type { Bounds } from "./socket-limits";
import { Inlet } from "./socket-read-queue";
import { Outlet } from "./socket-write-buffer";
import type { Upgrade } from "./upgrades";

type Conn = Socket["conn"];
/** What is known of a connection of Engine.IO. Its upgrade, with all headers, is let go once it has a socket. */
type Held = { stream: Duplex; meter: Meter; upgrade?: Upgrade | undefined; outlet?: Outlet };

/** Socket.IO: WebSocket only, nothing compressed, no recovery that would skip authorisation. Takes upgrades, and ends all. */
export function attachSocketIo(hub: Hub, bounds: Bounds): { take(upgrade: Upgrade): void; close(): void } {
  // Socket.IO listens to a server. This one never listens itself: it gets the upgrades that were chosen for it.
  const upgrades = createServer();
  const io = new Server(upgrades, {
    path: "/socket.io",
    transports: ["websocket"],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: bounds.pingMs,
    pingTimeout: bounds.pongMs,
    connectTimeout: bounds.unauthenticatedMs,
    destroyUpgrade: false,
    wsEngine: QuicklyClosing,
  });
  const taken = new WeakMap<IncomingMessage, Upgrade>();
  const held = new WeakMap<Conn, Held>();
  io.engine.on("connection", (conn: Conn) => {
    const upgrade = taken.get(conn.request)!;
    const flush = () => held.get(conn)?.outlet?.flush();
    held.set(conn, { upgrade, stream: upgrade.stream, meter: guardPackets(conn, flush) });
    upgrade.guard.sayGoodbye = () => endConnection(conn, flush, "rate_limited");
  });
  io.use((socket, next) => {
    admit(socket, held.get(socket.conn)!.upgrade!, next);
  });
  io.on("connection", (socket) => serve(hub, socket, held.get(socket.conn)!, bounds));
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

/** Engine.IO's WebSocket server, which waits LIMITS.closingMs for a peer's closing frame, and not half a minute. */
class QuicklyClosing extends WebSocketServer {
  constructor(options: WsOptions) {
    super({ ...options, ...CLOSING });
  }
}

/** Nothing of a connection is left open without a socket in it. */
function close(conn: Conn, stream: Duplex): void {
  conn.close();
  destroySoon(stream);
}

/** A refused socket hears `connect_error` with `data.code`, a word of the contract, and is closed. */
function admit(socket: Socket, upgrade: Upgrade, next: (error?: Error & { data?: unknown }) => void): void {
  upgrade.asks();
  const { token } = socket.handshake.auth as { token?: unknown };
  authenticate(upgrade.request, typeof token === "string" ? token : null).then(
    (actor) => {
      socket.data.actor = actor;
      next();
    },
    (error) => {
      const { code, detail } = describe(error).refusal;
      next(Object.assign(new Error(detail), { data: { code, detail } }));
      setImmediate(() => close(socket.conn, upgrade.stream)); // Socket.IO tells the error in the next tick.
    },
  );
}

function serve(hub: Hub, socket: Socket, held: Held, bounds: Bounds): void {
  const { conn } = socket;
  const { stream, meter, upgrade } = held;
  const outlet = new Outlet(stream, () => conn.readyState === "open", bounds);
  Object.assign(held, { outlet, upgrade: undefined });
  forgetHandshake(socket);
  socket.on("error", () => {}); // A packet that cannot be read closes its connection; there is nobody else to tell.
  socket.on("disconnect", () => close(conn, stream));
  answerThrough(socket, outlet);
  hearThrough(socket, { inlet: new Inlet(stream), meter, outlet });
  void letIn(hub, socket, outlet, upgrade?.authenticated);
}

async function letIn(hub: Hub, socket: Socket, outlet: Outlet, authenticated?: () => void): Promise<void> {
  try {
    const leave = await enter(hub, socket.data.actor as Actor, null, wireOf(socket, outlet));
    authenticated?.();
    if (socket.disconnected) leave();
    else socket.on("disconnect", leave);
  } catch (error) {
    const { code } = describe(error).refusal;
    socket.emit("session_ended", { reason: code });
    socket.disconnect(true);
  }
}

/** The handshake's request holds headers and more for as long as the socket lives, and nobody needs it any more. */
function forgetHandshake(socket: Socket): void {
  const { conn } = socket as { conn: { request: unknown } };
  conn.request = null;
  Object.assign(socket, { handshake: {} });
}

type Hearing = { inlet: Inlet; meter: Meter; outlet: Outlet };

function hearThrough(socket: Socket, { inlet, meter, outlet }: Hearing): void {
  const actor = socket.data.actor as Actor;
  const say = (type: string, fields: object) => outlet.write(bytesOf([Frame.of(type, fields)], "socketIo"));
  socket.onAny((word: string, ...rest: unknown[]) => {
    const { verdict } = meter;
    const reply = () => replyTo(actor, word, rest, verdict, say);
    if (verdict === "fine") inlet.take(reply);
    else void reply();
  });
}

type Say = (type: string, fields: object) => void;

/** A frame without a callback is done all the same; a word without fields has none. */
async function replyTo(
  actor: Actor,
  word: string,
  rest: unknown[],
  verdict: Verdict,
  say: Say,
): Promise<void> {
  const last = rest.at(-1);
  const acknowledge = typeof last === "function" ? last : null;
  const [fields = {}] = acknowledge ? rest.slice(0, -1) : rest;
  if (verdict !== "fine") acknowledge?.(TOO_MANY);
  else if (word === "ping") acknowledge ? acknowledge({ ok: true }) : say("pong", {});
  else if (word === BINARY) acknowledge ? acknowledge(NO_BYTES) : say("error", NO_BYTES);
  else {
    const said = await answer(actor, word, fields);
    acknowledge?.(said);
  }
}

/**
 * Acknowledgements take the same way out as frames, so that those of a commit leave with its messages; Socket.IO would
 * write each by itself. Should `ack` be named otherwise one day, it does that again.
 */
function answerThrough(socket: Socket, outlet: Outlet): void {
  const ack = (id: number) => (said: object) => outlet.answer(textFrame(`43${id}[${JSON.stringify(said)}]`));
  Object.assign(socket, { ack });
}

/** Frames are encoded already: they go out as they are, past the encoders of Socket.IO and Engine.IO. */
const wireOf = (socket: Socket, outlet: Outlet): Wire => ({
  write: (...frames) => outlet.write(bytesOf(frames, "socketIo")),
  close() {
    outlet.flush();
    setImmediate(() => socket.disconnect(true));
  },
});
