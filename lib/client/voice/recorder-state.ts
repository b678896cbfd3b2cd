/** The fate of a recording that ends: it stays in the draft, is sent at once, or is deleted. */
export type Ending = "keep" | "send" | "drop";

/** The reason why there is no recording. */
export type Problem =
  /** A page over plain http: browsers offer the microphone on https and `localhost` only. */
  | "insecure"
  /** The browser cannot record. */
  | "unsupported"
  /** The user or the system does not allow the microphone. */
  | "refused"
  | "noMicrophone"
  /** Another program holds the microphone. */
  | "busy"
  | "failed"
  /** The draft has as many files as a message may have. */
  | "full"
  /** It ended before the first sound was there. */
  | "empty";

/** The reason why a recording stopped by itself. */
export type StoppedBy = "limit" | "hidden" | "unplugged";

export type RecorderState = {
  phase: "off" | "asking" | "recording" | "paused" | "finishing";
  /** Milliseconds recorded before `since`. */
  recordedMs: number;
  /** The time at which recording began or went on; null while it does not run. */
  since: number | null;
  ending: Ending | null;
  stoppedBy: StoppedBy | null;
  problem: Problem | null;
};

/** `at` is a monotonic time in milliseconds. */
export type RecorderEvent =
  | { type: "ask" }
  | { type: "granted" | "pause" | "resume"; at: number }
  | { type: "fail"; problem: Problem }
  | { type: "stop"; at: number; ending: Ending; by?: StoppedBy }
  | { type: "finished"; isEmpty: boolean }
  | { type: "dismiss" };

export const OFF: RecorderState = {
  phase: "off",
  recordedMs: 0,
  since: null,
  ending: null,
  stoppedBy: null,
  problem: null,
};

/** The length of the recording at a time, in milliseconds, by our own clock: media often lack a duration. */
export const lengthAt = ({ recordedMs, since }: RecorderState, at: number): number =>
  recordedMs + (since === null ? 0 : Math.max(0, at - since));

/**
 * The states of a recording. An event that makes no sense in a state changes nothing, because the browser's events
 * come in any order: a track may end while the user presses Stop.
 */
export function recorderState(state: RecorderState, event: RecorderEvent): RecorderState {
  switch (event.type) {
    case "ask":
      return state.phase === "off" ? { ...OFF, phase: "asking" } : state;
    case "granted":
      return state.phase === "asking" ? { ...OFF, phase: "recording", since: event.at } : state;
    case "fail":
      return state.phase === "off" ? state : { ...OFF, problem: event.problem };
    case "pause":
      return state.phase === "recording"
        ? { ...state, phase: "paused", recordedMs: lengthAt(state, event.at), since: null }
        : state;
    case "resume":
      return state.phase === "paused" ? { ...state, phase: "recording", since: event.at } : state;
    case "stop":
      return stopped(state, event);
    case "finished":
      return state.phase === "finishing" ? finished(state, event.isEmpty) : state;
    case "dismiss":
      return state.phase === "off" ? OFF : state;
  }
}

function stopped(state: RecorderState, event: Extract<RecorderEvent, { type: "stop" }>): RecorderState {
  const { at, ending, by = null } = event;
  if (state.phase === "asking") return OFF;
  // Deleting wins over what was asked for before.
  if (state.phase === "finishing" && ending === "drop") return { ...state, ending };
  if (state.phase !== "recording" && state.phase !== "paused") return state;
  const recordedMs = lengthAt(state, at);
  return { ...state, phase: "finishing", recordedMs, since: null, ending, stoppedBy: by };
}

/** A notice that the recording stopped by itself stays until it is dismissed. */
const finished = ({ ending, stoppedBy }: RecorderState, isEmpty: boolean): RecorderState => ({
  ...OFF,
  stoppedBy: isEmpty || ending === "drop" ? null : stoppedBy,
  problem: isEmpty && ending !== "drop" ? "empty" : null,
});
