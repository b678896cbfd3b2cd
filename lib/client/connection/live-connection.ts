import type { ClientFrames, LiveAnswer, ServerFrames } from "@/lib/shared/live";

/** Calm words for the one status line. `ended`: the session is over and the page must be left. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "ended";

export type Listeners = {
  [Name in Exclude<keyof ServerFrames, "session_ended">]: (frame: ServerFrames[Name]) => void;
};

export type Live = {
  /** The server's answer; `null` when the connection broke or was silent for too long, so that nobody knows. */
  ask: <Name extends keyof ClientFrames>(name: Name, frame: ClientFrames[Name]) => Promise<LiveAnswer | null>;
  isReady: () => boolean;
  close: () => void;
};
