import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames, CommandAnswers, ServerFrames } from "@/lib/shared/live";

/** The state that the status line shows. `ended`: the session is over and the page must be left. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline" | "ended";

export type Listeners = {
  [Name in Exclude<keyof ServerFrames, "session_ended">]: (frame: ServerFrames[Name]) => void;
};

/** Sends a command of the socket. */
export type SendCommand = <Name extends keyof ClientFrames>(
  name: Name,
  frame: ClientFrames[Name],
) => Promise<Outcome<CommandAnswers[Name]>>;

export type Live = {
  /** Sends a command. It is unreachable if the connection broke or timed out, so that the outcome is unknown. */
  call: SendCommand;
  isReady: () => boolean;
  close: () => void;
};
