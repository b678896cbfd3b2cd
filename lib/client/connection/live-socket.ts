import { io, type Socket } from "socket.io-client";
import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames, CommandAnswers, LiveAnswer, ServerFrames } from "@/lib/shared/live";
import type { Listeners, Live, LiveStatus } from "./live-connection";
import { isUnreachable, toOutcome, UNREACHABLE } from "./outcome";
import { createReconnect } from "./reconnect";

type Incoming = { [Name in keyof ServerFrames]: (frame: ServerFrames[Name]) => void };
type Outgoing = {
  [Name in keyof ClientFrames]: (frame: ClientFrames[Name], answer: (answer: LiveAnswer) => void) => void;
};

const ANSWER_MS = 10_000;
/** After sleep, a socket that stays silent for this long counts as dead. */
const WAKE_MS = 4_000;
const SIGNS_OF_WORK = ["keydown", "pointerdown"] as const;

type Reconnect = ReturnType<typeof createReconnect>;
/** The reason of a refused handshake, as far as the server gave one. */
type Refusal = { code?: string; retryAfter?: number };

/** Reasons that concern this socket and not the session, so a retry makes sense. */
const PASSING = new Set(["rate_limited", "unavailable", "internal"]);

/** The tab's one socket. It reconnects by itself. Every `ready` starts a connection that may have missed frames. */
export function connectSocket(on: Listeners, onStatus: (status: LiveStatus) => void): Live {
  const socket: Socket<Incoming, Outgoing> = io({
    transports: ["websocket"],
    // Socket.IO's own reconnection stops after a disconnect by the server and ignores `Retry-After`.
    reconnection: false,
  });
  let isReady = false;

  function moveTo(status: LiveStatus) {
    isReady = status === "live";
    onStatus(status);
  }

  const reconnect = createReconnect(socket);
  subscribe(socket, reconnect, on, moveTo);
  const forget = comeBackOnWake(socket, reconnect, () => isReady);

  return {
    isReady: () => isReady,
    call: (name, frame) => sendCommand(socket, name, frame),
    close() {
      forget();
      reconnect.stop();
      socket.close();
    },
  };
}

function subscribe(
  socket: Socket<Incoming, Outgoing>,
  reconnect: Reconnect,
  on: Listeners,
  moveTo: (status: LiveStatus) => void,
) {
  const away = () => moveTo(navigator.onLine ? "reconnecting" : "offline");
  let hasEnded = false;

  function end() {
    hasEnded = true;
    reconnect.stop();
    socket.disconnect();
    moveTo("ended");
  }

  socket.on("ready", (frame) => {
    reconnect.succeeded();
    moveTo("live");
    on.ready(frame);
  });
  // Every other frame goes to its listener as it is.
  const { ready: _, ...others } = on;
  for (const [name, listener] of Object.entries(others)) (socket as Socket).on(name, listener);
  socket.on("session_ended", ({ reason }) => {
    if (!PASSING.has(reason)) end();
  });
  socket.on("disconnect", (reason) => {
    if (hasEnded) return;
    away();
    if (reason !== "io client disconnect") reconnect.later();
  });
  socket.on("connect_error", (error) => {
    const { code, retryAfter = 0 } = (error as { data?: Refusal }).data ?? {};
    if (code === "unauthenticated") return end();
    away();
    reconnect.later(retryAfter * 1_000);
  });
}

async function sendCommand<Name extends keyof ClientFrames>(
  socket: Socket<Incoming, Outgoing>,
  name: Name,
  frame: ClientFrames[Name],
  patience = ANSWER_MS,
): Promise<Outcome<CommandAnswers[Name]>> {
  // Socket.IO would buffer the packet and send it before `ready`. The caller retries instead.
  if (!socket.connected) return UNREACHABLE;
  const patient = socket.timeout(patience) as unknown as {
    emitWithAck: (name: string, frame: unknown) => Promise<LiveAnswer>;
  };
  return patient.emitWithAck(name, frame).then(toOutcome<CommandAnswers[Name]>, () => UNREACHABLE);
}

/**
 * After sleep or a network change the browser knows before the heartbeat does: reconnect at once, or check that the
 * socket still answers.
 */
function comeBackOnWake(
  socket: Socket<Incoming, Outgoing>,
  reconnect: Reconnect,
  isReady: () => boolean,
): () => void {
  const forget = new AbortController();
  const { signal } = forget;

  function startOver() {
    socket.disconnect();
    reconnect.later();
  }

  async function wake() {
    if (document.visibilityState === "hidden") return;
    if (!socket.connected) return reconnect.now();
    if (!isReady()) return;
    const outcome = await sendCommand(socket, "ping", {}, WAKE_MS);
    if (isUnreachable(outcome) && !signal.aborted) startOver();
  }

  document.addEventListener("visibilitychange", wake, { signal });
  window.addEventListener("online", wake, { signal });
  // A newly loaded page connects by itself; one restored from the back/forward cache does not.
  window.addEventListener("pageshow", ({ persisted }) => void (persisted && wake()), { signal });
  window.addEventListener("offline", startOver, { signal });
  for (const sign of SIGNS_OF_WORK) window.addEventListener(sign, reconnect.hurry, { signal, passive: true });
  return () => forget.abort();
}
