import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { type Capture, NoMicrophone } from "./microphone";
import type { Ending } from "./recorder-state";
import { type Recording, VoiceRecorder } from "./voice-recorder";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** A recorder with a microphone whose loudness, bytes and faults the test decides. */
function desk({ bytes = "sound", level = () => 50, open }: Partial<Desk> = {}) {
  const ended: { recording: Recording; ending: Ending }[] = [];
  const calls: string[] = [];
  let lose = () => {};
  const capture: Capture = {
    format: { type: "audio/webm;codecs=opus", extension: "webm" },
    level,
    pause: () => void calls.push("pause"),
    resume: () => void calls.push("resume"),
    stop: async () => new Blob(bytes ? [bytes] : []),
    close: () => void calls.push("close"),
  };
  const recorder = new VoiceRecorder({
    openMicrophone: async (onLost) => {
      lose = onLost;
      await open?.();
      return capture;
    },
    keepAwake: () => {
      calls.push("awake");
      return () => void calls.push("asleep");
    },
    now: () => performance.now(),
    onEnd: (recording, ending) => void ended.push({ recording, ending }),
  });
  return { recorder, ended, calls, lose: () => lose() };
}
type Desk = { bytes: string; level: () => number; open: () => Promise<void> };

test("a recording has its length by the clock, and its waveform", async () => {
  const levels = [20, 80];
  const { recorder, ended, calls } = desk({ level: () => levels[recorder.levels.length % 2] ?? 0 });
  await recorder.start();
  vi.advanceTimersByTime(3_000);
  recorder.pause();
  vi.advanceTimersByTime(60_000);
  recorder.resume();
  vi.advanceTimersByTime(1_200);
  recorder.stop("send");

  await vi.waitFor(() => expect(ended).toHaveLength(1));
  const { recording, ending } = ended[0]!;
  expect(ending).toBe("send");
  expect(recording).toMatchObject({ duration: 4.2, extension: "webm" });
  expect(recording.waveform).toHaveLength(LIMITS.waveformLength);
  expect(Math.max(...recording.waveform)).toBe(100);
  expect(calls).toEqual(["awake", "pause", "resume", "asleep", "close"]);
});

test("a lost microphone keeps what was recorded, and says so", async () => {
  const { recorder, ended, lose } = desk();
  await recorder.start();
  vi.advanceTimersByTime(2_000);
  lose();
  lose();
  await vi.waitFor(() => expect(ended).toHaveLength(1));
  expect(ended[0]).toMatchObject({ ending: "keep", recording: { duration: 2 } });
  expect(recorder.store.get()).toMatchObject({ phase: "off", stoppedBy: "unplugged" });
});

test("a recording ends at the limit and is kept", async () => {
  const { recorder, ended } = desk();
  await recorder.start();
  vi.advanceTimersByTime(LIMITS.voiceMinutes * 60_000 + 5_000);
  await vi.waitFor(() => expect(ended).toHaveLength(1));
  expect(ended[0]!.recording.duration).toBe(LIMITS.voiceMinutes * 60);
  expect(recorder.store.get().stoppedBy).toBe("limit");
});

test("a microphone granted after the user gave up is closed at once", async () => {
  let grant = () => {};
  const asked = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const { recorder, ended, calls } = desk({ open: () => asked });
  const started = recorder.start();
  recorder.stop("drop");
  grant();
  await started;
  expect(calls).toEqual(["close"]);
  expect(ended).toEqual([]);
  expect(recorder.store.get().phase).toBe("off");
});

test("a refused microphone is a problem with its reason", async () => {
  const { recorder } = desk({ open: () => Promise.reject(new NoMicrophone("refused")) });
  await recorder.start();
  expect(recorder.store.get()).toMatchObject({ phase: "off", problem: "refused" });
});

test("a recording without bytes ends in no file", async () => {
  const { recorder, ended } = desk({ bytes: "" });
  await recorder.start();
  recorder.stop("keep");
  await vi.waitFor(() => expect(recorder.store.get().problem).toBe("empty"));
  expect(ended).toEqual([]);
});
