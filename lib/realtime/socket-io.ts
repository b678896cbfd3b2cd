import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Actor } from "@/lib/core/actor";
import { describe } from "@/lib/core/errors";
import { bytesOf, textFrame } from "@/lib/core/frame";
import type { Hub } from "@/lib/core/hub";
import { LIMITS } from "@/lib/shared/limits";
import { answer, TOO_MANY } from "./answer";
import { authenticate } from "./authenticate";
import type { Bounds } from "./bounds";
import { enter, type Wire } from "./enter";
import { Inlet } from "./inlet";
import type { Meter, Verdict } from "./meter";
import { Outlet } from "./outlet";
import { guardPackets } from "./packet-guard";

type Conn = Socket["conn"];

/** Attaches Socket.IO: WebSocket only, nothing compressed, no recovery that would skip authorisation. */
export function attachSocketIo(http: HttpServer, hub: Hub, bounds: Bounds): Server {
  const io = new Server(http, {
    path: "/socket.io",
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: bounds.pingMs,
    pingTimeout: bounds.pongMs,
    destroyUpgrade: false,
  });
  const meters = new WeakMap<Conn, Meter>();
  const outlets = new WeakMap<Conn, Outlet>();
  io.engine.on("connection", (conn: Conn) =>
    meters.set(
      conn,
      guardPackets(conn, () => outlets.get(conn)?.flush()),
    ),
  );
  io.use(admit);
  io.on("connection", (socket) => {
    const { conn } = socket;
    const stream = socket.request.socket;
    const outlet = new Outlet(stream, () => conn.readyState === "open", bounds);
    outlets.set(conn, outlet);
    answerThrough(socket, outlet);
    hearThrough(socket, new Inlet(stream), meters.get(conn));
    void serve(hub, socket, outlet);
  });
  return io;
}

/** A refused socket hears `connect_error` with `data.code`, a word of the contract. */
function admit(socket: Socket, next: (error?: Error & { data?: unknown }) => void): void {
  const { token } = socket.handshake.auth as { token?: unknown };
  authenticate(socket.request, typeof token === "string" ? token : null).then(
    (actor) => {
      socket.data.actor = actor;
      next();
    },
    (error) => {
      const { code, detail, retryAfter } = describe(error).refusal;
      next(Object.assign(new Error(detail), { data: { code, detail, ...(retryAfter && { retryAfter }) } }));
    },
  );
}

async function serve(hub: Hub, socket: Socket, outlet: Outlet): Promise<void> {
  const actor = socket.data.actor as Actor;
  forgetHandshake(socket);
  try {
    const leave = await enter(hub, actor, null, wireOf(socket, outlet));
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

function hearThrough(socket: Socket, inlet: Inlet, meter?: Meter): void {
  const actor = socket.data.actor as Actor;
  socket.onAny((word: string, ...rest: unknown[]) => {
    const verdict = meter?.verdict ?? "fine";
    if (verdict === "fine") inlet.take(() => reply(actor, word, rest, verdict));
    else void reply(actor, word, rest, verdict);
  });
}

/** A frame without a callback is done all the same; a word without fields has none. */
async function reply(actor: Actor, word: string, rest: unknown[], verdict: Verdict): Promise<void> {
  const last = rest.at(-1);
  const acknowledge = typeof last === "function" ? last : () => {};
  const [fields = {}] = typeof last === "function" ? rest.slice(0, -1) : rest;
  if (verdict !== "fine") acknowledge(TOO_MANY);
  else acknowledge(word === "ping" ? { ok: true } : await answer(actor, word, fields));
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
