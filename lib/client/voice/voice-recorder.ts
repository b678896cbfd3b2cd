import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import { createStore } from "../state/store";
import { type Capture, NoMicrophone } from "./microphone";
import { type Ending, lengthAt, OFF, type Problem, recorderState, type StoppedBy } from "./recorder-state";
import { waveformOf } from "./waveform";

/** Interval of measuring the loudness, in milliseconds. */
const METER_MS = 50;

/** A finished recording. */
export type Recording = {
  blob: Blob;
  /** Of the file's name, without the dot. */
  extension: string;
  /** Seconds, by our own clock. */
  duration: number;
  /** At most BROWSER_LIMITS.waveformLength whole numbers from 0 to 100. */
  waveform: number[];
};

type RecorderDeps = {
  openMicrophone: (onLost: () => void) => Promise<Capture>;
  /** Keeps the screen on until the returned function is called. */
  keepAwake: () => () => void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  onEnd: (recording: Recording, ending: Ending) => void;
};

/** Records one voice message at a time. It stops by itself at the limit of length and when the microphone is lost. */
export class VoiceRecorder {
  readonly store = createStore(recorderState, OFF);
  /** Loudness every METER_MS while recording, 0 to 100. */
  levels: number[] = [];
  private attempt = 0;
  private capture: Capture | null = null;
  private meter: ReturnType<typeof setInterval> | undefined;
  private letSleep = () => {};

  constructor(private readonly deps: RecorderDeps) {}

  /** Asks for the microphone and records. Does nothing while a recording goes on. */
  async start(): Promise<void> {
    if (this.store.get().phase !== "off") return;
    this.store.dispatch({ type: "ask" });
    const attempt = ++this.attempt;
    const isCurrent = () => attempt === this.attempt && this.store.get().phase === "asking";
    try {
      const capture = await this.deps.openMicrophone(() => this.stop("keep", "unplugged"));
      if (isCurrent()) this.begin(capture);
      else capture.close();
    } catch (error) {
      const problem = error instanceof NoMicrophone ? error.problem : "failed";
      if (isCurrent()) this.store.dispatch({ type: "fail", problem });
    }
  }

  /** Says why a recording does not begin. */
  refuse(problem: Problem): void {
    this.store.dispatch({ type: "ask" });
    this.store.dispatch({ type: "fail", problem });
  }

  pause(): void {
    this.capture?.pause();
    this.store.dispatch({ type: "pause", at: this.deps.now() });
  }

  resume(): void {
    this.capture?.resume();
    this.store.dispatch({ type: "resume", at: this.deps.now() });
  }

  /** Ends the recording; a request for the microphone is given up. `by` says why it stopped without the user. */
  stop(ending: Ending, by?: StoppedBy): void {
    const before = this.store.get().phase;
    this.store.dispatch({ type: "stop", at: this.deps.now(), ending, ...(by && { by }) });
    if (before !== "finishing" && this.store.get().phase === "finishing") void this.finish();
  }

  /** Takes back the notice about a refusal or an early stop. */
  dismiss(): void {
    this.store.dispatch({ type: "dismiss" });
  }

  private begin(capture: Capture): void {
    this.capture = capture;
    this.levels = [];
    this.letSleep = this.deps.keepAwake();
    this.meter = setInterval(() => this.measure(), METER_MS);
    this.store.dispatch({ type: "granted", at: this.deps.now() });
  }

  private measure(): void {
    const state = this.store.get();
    if (state.phase !== "recording" || !this.capture) return;
    this.levels.push(this.capture.level());
    if (lengthAt(state, this.deps.now()) >= BROWSER_LIMITS.voiceMinutes * 60_000) this.stop("keep", "limit");
  }

  private async finish(): Promise<void> {
    const { capture } = this;
    clearInterval(this.meter);
    this.letSleep();
    if (!capture) return;
    this.capture = null;
    const blob = await capture.stop().catch(() => new Blob());
    capture.close();
    const { recordedMs, ending } = this.store.get();
    this.store.dispatch({ type: "finished", isEmpty: blob.size === 0 });
    if (blob.size === 0 || !ending) return;
    const duration = Math.round(recordedMs / 100) / 10;
    const { extension } = capture.format;
    this.deps.onEnd({ blob, extension, duration, waveform: waveformOf(this.levels) }, ending);
  }
}
