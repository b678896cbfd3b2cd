import { io, type Socket } from "socket.io-client";
import type { ClientFrames, LiveAnswer, ServerFrames } from "@/lib/shared/live";

/** Calm words for the one status line. `ended`: the session is over and the page must be left. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "ended";

type Incoming = { [Name in keyof ServerFrames]: (frame: ServerFrames[Name]) => void };
type Listeners = Omit<Incoming, "session_ended">;
type Outgoing = {
  [Name in keyof ClientFrames]: (frame: ClientFrames[Name], answer: (answer: LiveAnswer) => void) => void;
};

export type Live = {
  /** The server's answer; `null` when the connection broke or was silent for too long, so that nobody knows. */
  ask: <Name extends keyof ClientFrames>(name: Name, frame: ClientFrames[Name]) => Promise<LiveAnswer | null>;
  isReady: () => boolean;
  close: () => void;
};

const ANSWER_MS = 10_000;
/** After sleep, a socket that does not answer a word for this long is taken for dead. */
const WAKE_MS = 4_000;
const AGAIN_MS = 3_000;

/** The server would not have this socket, but the session is as good as before: trying again makes sense. */
const PASSING = new Set(["rate_limited", "unavailable", "internal"]);

/** The tab's one socket. It comes back by itself; every `ready` is the start of a connection that missed something. */
export function connectLive(on: Listeners, onStatus: (status: LiveStatus) => void): Live {
  const socket: Socket<Incoming, Outgoing> = io({
    transports: ["websocket"],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  let isReady = false;

  function moveTo(status: LiveStatus) {
    isReady = status === "live";
    onStatus(status);
  }

  subscribe(socket, on, moveTo);
  const forget = comeBackOnWake(socket, () => isReady);

  return {
    isReady: () => isReady,
    ask: (name, frame) => ask(socket, name, frame),
    close() {
      forget();
      socket.close();
    },
  };
}

function subscribe(socket: Socket<Incoming, Outgoing>, on: Listeners, moveTo: (status: LiveStatus) => void) {
  const away = () => moveTo(navigator.onLine ? "reconnecting" : "offline");
  let hasEnded = false;

  function end() {
    hasEnded = true;
    socket.disconnect();
    moveTo("ended");
  }

  socket.on("ready", (frame) => {
    moveTo("live");
    on.ready(frame);
  });
  socket.on("messages", on.messages);
  socket.on("heads", on.heads);
  socket.on("room", on.room);
  socket.on("room_gone", on.room_gone);
  socket.on("folders", on.folders);
  socket.on("draft", on.draft);
  socket.on("saved", on.saved);
  socket.on("typing", on.typing);
  socket.on("read", on.read);
  socket.on("delivered", on.delivered);
  socket.on("user_status", on.user_status);
  socket.on("session_ended", ({ reason }) => {
    if (!PASSING.has(reason)) end();
  });
  socket.on("disconnect", (reason) => {
    if (hasEnded) return;
    away();
    // Socket.IO does not come back by itself from a disconnect that the server asked for: a stop, say.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), AGAIN_MS);
  });
  socket.on("connect_error", (error) => {
    if ((error as { data?: { code?: string } }).data?.code === "unauthenticated") return end();
    away();
    if (!socket.active) setTimeout(() => socket.connect(), AGAIN_MS);
  });
}

async function ask<Name extends keyof ClientFrames>(
  socket: Socket<Incoming, Outgoing>,
  name: Name,
  frame: ClientFrames[Name],
  patience = ANSWER_MS,
): Promise<LiveAnswer | null> {
  // Socket.IO would keep a packet until it is connected again, and send it before `ready`: the caller asks again instead.
  if (!socket.connected) return null;
  const patient = socket.timeout(patience) as unknown as {
    emitWithAck: (name: string, frame: unknown) => Promise<LiveAnswer>;
  };
  return patient.emitWithAck(name, frame).catch(() => null);
}

/** After sleep or a lost network the browser knows before the heartbeat does: try at once, or check that it still answers. */
function comeBackOnWake(socket: Socket<Incoming, Outgoing>, isReady: () => boolean): () => void {
  const forget = new AbortController();
  const { signal } = forget;

  /** Not by closing the engine: that would wait until what it still has to say is said, which may be never. */
  function startOver() {
    socket.disconnect();
    setTimeout(() => signal.aborted || socket.connect(), AGAIN_MS);
  }

  /** Whoever waits before trying again waits no longer: `connect` alone would leave that as it is. */
  function tryNow() {
    socket.disconnect();
    socket.connect();
  }

  async function wake() {
    if (document.visibilityState === "hidden") return;
    if (!socket.connected) return tryNow();
    if (isReady() && (await ask(socket, "ping", {}, WAKE_MS)) === null) startOver();
  }

  document.addEventListener("visibilitychange", wake, { signal });
  window.addEventListener("online", wake, { signal });
  // A page that is loaded connects by itself; one that comes out of the browser's cache does not.
  window.addEventListener("pageshow", ({ persisted }) => void (persisted && wake()), { signal });
  window.addEventListener("offline", startOver, { signal });
  return () => forget.abort();
}
