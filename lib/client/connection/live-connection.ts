import type { ClientFrames, LiveAnswer, ServerFrames } from "@/lib/shared/live";

/** The state that the status line shows. `ended`: the session is over and the page must be left. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "ended";

export type Listeners = {
  [Name in Exclude<keyof ServerFrames, "session_ended">]: (frame: ServerFrames[Name]) => void;
};

export type Live = {
  /** Resolves to the server's answer; null if the connection broke or timed out, so that the outcome is unknown. */
  ask: <Name extends keyof ClientFrames>(name: Name, frame: ClientFrames[Name]) => Promise<LiveAnswer | null>;
  isReady: () => boolean;
  close: () => void;
};
