import { expect, test } from "vitest";
import { lengthAt, OFF, type RecorderEvent, type RecorderState, recorderState } from "./recorder-state";

const after = (...events: RecorderEvent[]): RecorderState => events.reduce(recorderState, OFF);
const ASK = { type: "ask" } as const;
const granted = (at: number) => ({ type: "granted", at }) as const;

test("a recording runs from the permission to the stop", () => {
  const state = after(ASK, granted(1_000));
  expect(state.phase).toBe("recording");
  expect(lengthAt(state, 4_500)).toBe(3_500);
  const ended = recorderState(state, { type: "stop", at: 5_000, ending: "keep" });
  expect(ended).toMatchObject({ phase: "finishing", recordedMs: 4_000, ending: "keep" });
  expect(recorderState(ended, { type: "finished", isEmpty: false })).toEqual(OFF);
});

test("a pause does not count", () => {
  const state = after(ASK, granted(0), { type: "pause", at: 2_000 }, { type: "resume", at: 9_000 });
  expect(lengthAt(state, 10_000)).toBe(3_000);
  const paused = recorderState(state, { type: "pause", at: 10_000 });
  expect(lengthAt(paused, 60_000)).toBe(3_000);
  expect(recorderState(paused, { type: "stop", at: 60_000, ending: "send" }).recordedMs).toBe(3_000);
});

test("a permission that comes after the user gave up starts nothing", () => {
  const state = after(ASK, { type: "stop", at: 1, ending: "drop" });
  expect(state).toEqual(OFF);
  expect(recorderState(state, granted(2))).toEqual(OFF);
});

test("a refusal is kept until it is dismissed or the user tries again", () => {
  const state = after(ASK, { type: "fail", problem: "refused" });
  expect(state).toEqual({ ...OFF, problem: "refused" });
  expect(recorderState(state, { type: "dismiss" })).toEqual(OFF);
  expect(recorderState(state, ASK)).toEqual({ ...OFF, phase: "asking" });
});

test("a recording that a locked screen stopped is kept and says why", () => {
  const state = after(ASK, granted(0), { type: "stop", at: 5_000, ending: "keep", by: "hidden" });
  expect(recorderState(state, { type: "finished", isEmpty: false })).toEqual({ ...OFF, stoppedBy: "hidden" });
});

test("deleting wins over an earlier wish to keep or send", () => {
  const state = after(
    ASK,
    granted(0),
    { type: "stop", at: 5_000, ending: "send" },
    { type: "stop", at: 5_001, ending: "drop" },
  );
  expect(state.ending).toBe("drop");
  expect(recorderState(state, { type: "stop", at: 5_002, ending: "keep" }).ending).toBe("drop");
});

test("a recording without a sound is a problem unless it was dropped", () => {
  const ending = (ending: "keep" | "drop") =>
    after(ASK, granted(0), { type: "stop", at: 1, ending }, { type: "finished", isEmpty: true });
  expect(ending("keep").problem).toBe("empty");
  expect(ending("drop")).toEqual(OFF);
});

test("events that come too late or twice change nothing", () => {
  const recording = after(ASK, granted(0));
  const late: RecorderEvent[] = [
    ASK,
    granted(9),
    { type: "resume", at: 9 },
    { type: "finished", isEmpty: false },
    { type: "dismiss" },
  ];
  for (const event of late) expect(recorderState(recording, event)).toBe(recording);
  for (const event of late.slice(1, 4)) expect(recorderState(OFF, event)).toBe(OFF);
  expect(recorderState(OFF, { type: "stop", at: 9, ending: "keep" })).toBe(OFF);
});
