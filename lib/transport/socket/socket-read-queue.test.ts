import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { closeWrites, pauseReads, throttleReads } from "./backpressure";
import { SocketReadQueue } from "./socket-read-queue";

afterEach(() => void vi.useRealTimers());

/** An inlet that was told `count` frames at once, which of them were begun, and how to answer one. */
function toldAtOnce(count: number) {
  const stream = new PassThrough();
  const begun: number[] = [];
  const answers: (() => void)[] = [];
  const inlet = new SocketReadQueue(stream.resume());
  const push = (what: number) =>
    inlet.enqueue(() => {
      begun.push(what);
      return new Promise((resolve) => void answers.push(resolve));
    });
  for (let i = 0; i < count; i++) push(i);
  return { stream, begun, answers, tell: push };
}

test("S44: a few frames start at once, and each answer starts another", async () => {
  const { stream, begun, answers, tell } = toldAtOnce(8);
  expect(begun).toHaveLength(8);
  answers[0]!();
  await nextTurn();
  tell(8);
  expect(begun).toHaveLength(9);
  expect(stream.isPaused()).toBe(false);
});

test("S44: of many that come at once a few are begun at a time, in order, and nothing more is read until then", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { stream, begun, answers, tell } = toldAtOnce(27);
  expect(begun).toHaveLength(8);
  expect(stream.isPaused()).toBe(true);
  for (const answer of answers) answer();
  await nextTurn();
  vi.advanceTimersByTime(10);
  expect(begun).toHaveLength(12);
  tell(27);
  vi.advanceTimersByTime(30);
  expect(begun).toHaveLength(24);
  expect(stream.isPaused()).toBe(true);
  vi.advanceTimersByTime(10);
  expect(begun).toEqual(Array.from({ length: 28 }, (_, i) => i));
  expect(stream.isPaused()).toBe(false);
});

test("S44: an unanswered frame delays nothing after it for long", () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { begun, tell } = toldAtOnce(8);
  tell(8);
  expect(begun).toHaveLength(8);
  vi.advanceTimersByTime(10);
  expect(begun).toHaveLength(9);
});

test("S44: reads resume when nobody pauses them, and never after closeWrites", async () => {
  const stream = new PassThrough().resume();
  const [one, other] = [pauseReads(stream), pauseReads(stream)];
  one();
  one();
  expect(stream.isPaused()).toBe(true);
  other();
  expect(stream.isPaused()).toBe(false);

  throttleReads(stream);
  throttleReads(stream);
  const letGo = pauseReads(stream);
  closeWrites(stream);
  letGo();
  expect(stream.isPaused()).toBe(true);
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
