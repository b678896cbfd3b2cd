import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Actor } from "@/lib/core/actor";
import { describe } from "@/lib/core/errors";
import type { Hub } from "@/lib/core/hub";
import { LIMITS } from "@/lib/shared/limits";
import { answer } from "./answer";
import { authenticate } from "./authenticate";
import { enter } from "./enter";

/** More packets than this waiting for one socket: it does not read, and is cut loose to heal by `sync`. */
const QUEUED_PACKETS = 2_000;

/** Attaches Socket.IO: WebSocket only, nothing compressed, no recovery that would skip authorisation. */
export function attachSocketIo(http: HttpServer, hub: Hub): Server {
  const io = new Server(http, {
    path: "/socket.io",
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.frameBytes,
    pingInterval: 20_000,
    pingTimeout: 10_000,
    destroyUpgrade: false,
  });
  io.use(admit);
  io.on("connection", (socket) => void serve(hub, socket));
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
      const { code, detail } = describe(error).refusal;
      next(Object.assign(new Error(detail), { data: { code, detail } }));
    },
  );
}

async function serve(hub: Hub, socket: Socket): Promise<void> {
  const actor = socket.data.actor as Actor;
  socket.onAny((word: string, ...rest: unknown[]) => void reply(actor, word, rest));
  try {
    const leave = await enter(hub, actor, null, wireOf(socket));
    if (socket.disconnected) leave();
    else socket.on("disconnect", leave);
  } catch (error) {
    const { code } = describe(error).refusal;
    socket.emit("session_ended", { reason: code });
    socket.disconnect(true);
  }
}

/** A frame without a callback is done all the same; a word without fields has none. */
async function reply(actor: Actor, word: string, rest: unknown[]): Promise<void> {
  const last = rest.at(-1);
  const acknowledge = typeof last === "function" ? last : () => {};
  const [fields = {}] = typeof last === "function" ? rest.slice(0, -1) : rest;
  acknowledge(word === "ping" ? { ok: true } : await answer(actor, word, fields));
}

/** Frames are encoded already: they go to the engine as they are, past Socket.IO's encoder. */
function wireOf(socket: Socket) {
  // The handshake's request holds headers and more for as long as the socket lives, and nobody needs it any more.
  const { conn } = socket;
  return {
    write(frame: { socketIo: string }) {
      if ((conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > QUEUED_PACKETS)
        socket.disconnect(true);
      else conn.write(frame.socketIo);
    },
    close: () => void setImmediate(() => socket.disconnect(true)),
  };
}
