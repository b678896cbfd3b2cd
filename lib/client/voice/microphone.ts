import type { Problem } from "./recorder-state";
import { type RecordingFormat, recordingFormat } from "./recording-format";
import { levelOf } from "./waveform";

/** Speech in Opus or AAC is clear at this rate: 15 minutes are about 5 MB. */
const BITS_PER_SECOND = 48_000;
/** The recorder hands over what it has once a second, so that a frozen page loses a second at most. */
const SLICE_MS = 1_000;
/** A page that is being hidden may never hear that the recorder stopped. */
const STOPPING_MS = 1_500;

/** A microphone that is being recorded. */
export type Capture = {
  format: RecordingFormat;
  /** The present loudness, 0 to 100. */
  level: () => number;
  pause: () => void;
  resume: () => void;
  /** Ends the recording and gives its bytes, without the last slice if the browser does not answer. */
  stop: () => Promise<Blob>;
  /** Releases the microphone; the browser's recording mark goes out. */
  close: () => void;
};

/** The microphone cannot be recorded. */
export class NoMicrophone extends Error {
  constructor(readonly problem: Problem) {
    super(problem);
  }
}

/**
 * Asks for the microphone and starts to record.
 *
 * @param onLost called if the microphone ends by itself: unplugged, taken away, or a fault of the encoder
 * @throws {NoMicrophone}
 */
export async function openMicrophone(onLost: () => void): Promise<Capture> {
  if (!window.isSecureContext) throw new NoMicrophone("insecure");
  if (!navigator.mediaDevices || !("MediaRecorder" in window)) throw new NoMicrophone("unsupported");
  const format = recordingFormat((type) => MediaRecorder.isTypeSupported(type));
  if (!format) throw new NoMicrophone("unsupported");
  // Created before the wait: Safari starts the sound of a page in the turn of a press only.
  const sound = new AudioContext();
  let stream: MediaStream | undefined;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
    return capture(stream, sound, format, onLost);
  } catch (error) {
    for (const track of stream?.getTracks() ?? []) track.stop();
    void sound.close();
    throw new NoMicrophone(problemOf(error));
  }
}

function capture(
  stream: MediaStream,
  sound: AudioContext,
  format: RecordingFormat,
  onLost: () => void,
): Capture {
  const recorder = new MediaRecorder(stream, { mimeType: format.type, audioBitsPerSecond: BITS_PER_SECOND });
  const slices: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => void slices.push(data));
  recorder.addEventListener("error", onLost);
  for (const track of stream.getTracks()) track.addEventListener("ended", onLost);
  recorder.start(SLICE_MS);

  return {
    format,
    level: meterOf(stream, sound),
    pause: () => recorder.state === "recording" && recorder.pause(),
    resume: () => recorder.state === "paused" && recorder.resume(),
    async stop() {
      await endOf(recorder);
      return new Blob(slices, { type: format.type });
    },
    close() {
      for (const track of stream.getTracks()) track.stop();
      void sound.close();
    },
  };
}

/** Resolves once the recorder has handed over its last slice. A lost microphone has stopped it already. */
function endOf(recorder: MediaRecorder): Promise<void> {
  if (recorder.state === "inactive") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, STOPPING_MS);
    recorder.addEventListener("stop", () => {
      clearTimeout(timer);
      resolve();
    });
    recorder.stop();
  });
}

function meterOf(stream: MediaStream, sound: AudioContext): () => number {
  void sound.resume().catch(() => {});
  const analyser = sound.createAnalyser();
  analyser.fftSize = 2_048;
  sound.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    return levelOf(samples);
  };
}

/** The names of `getUserMedia`'s errors (Media Capture and Streams, 10.2). */
const PROBLEMS: Partial<Record<string, Problem>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "noMicrophone",
  OverconstrainedError: "noMicrophone",
  NotReadableError: "busy",
  AbortError: "busy",
};

const problemOf = (error: unknown): Problem => (error instanceof Error && PROBLEMS[error.name]) || "failed";
