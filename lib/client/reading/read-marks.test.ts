import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "@/lib/shared/errors";
import { BACKOFF } from "../connection/backoff";
import { UNREACHABLE } from "../connection/outcome";
import { ReadMarks } from "./read-marks";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A server that answers on demand, in the order of requests. */
function marks(state = { isReady: true }) {
  const told: string[] = [];
  const left: string[] = [];
  const kept: string[] = [];
  const waiting: ((outcome: Outcome<unknown>) => void)[] = [];
  const readMarks = new ReadMarks({
    isReady: () => state.isReady,
    tell: (roomId, seq, isBack) => {
      told.push(`${roomId} ${seq}${isBack ? " back" : ""}`);
      return new Promise((resolve) => waiting.push(resolve));
    },
    tellLeaving: (roomId, seq, isBack) => left.push(`${roomId} ${seq}${isBack ? " back" : ""}`),
    onKept: (roomId, seq) => kept.push(`${roomId} ${seq}`),
  });
  async function answer(answered: Outcome<unknown> = { ok: true, data: {} }) {
    waiting.shift()?.(answered);
    await vi.advanceTimersByTimeAsync(0);
  }
  return { told, left, kept, readMarks, state, answer };
}

test("where one has come is told at once: who reads and leaves has read", () => {
  const { told, readMarks } = marks();
  readMarks.move("den", 9);
  expect(told).toEqual(["den 9"]);
});

test("a lively room is told of a few times a second, at where one has come", async () => {
  const { told, kept, readMarks, answer } = marks();
  for (let seq = 1; seq <= 1_000; seq++) {
    readMarks.move("den", seq);
    await answer();
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  await answer();
  expect(told).toEqual(["den 1", "den 300", "den 600", "den 900", "den 1000"]);
  expect(kept.at(-1)).toBe("den 1000");
});

test("reads during a slow answer are told after it", async () => {
  const { told, kept, readMarks, answer } = marks();
  readMarks.move("den", 1);
  readMarks.move("den", 2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual(["den 1"]);
  await answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(["den 1", "den 2"]);
  await answer();
  expect(kept).toEqual(["den 2"]);
});

test("a read taken back before it was told is told as unread only", () => {
  const { told, readMarks } = marks();
  readMarks.move("attic", 1);
  readMarks.move("den", 9);
  readMarks.takeBack("den", 4);
  vi.runAllTimers();
  expect(told).toEqual(["attic 1", "den 4 back"]);
});

test("a mark as unread follows the read that is being told", async () => {
  const { told, kept, readMarks, answer } = marks();
  readMarks.move("den", 9);
  vi.runAllTimers();
  readMarks.takeBack("den", 4);
  expect(told).toEqual(["den 9"]);
  await answer();
  expect(told).toEqual(["den 9", "den 4 back"]);
  expect(kept).toEqual([]);
  await answer();
  vi.runAllTimers();
  expect(told).toEqual(["den 9", "den 4 back"]);
});

test("read again after it was taken back, a room is read", async () => {
  const { told, kept, readMarks, answer } = marks();
  readMarks.takeBack("den", 4);
  readMarks.move("den", 9);
  await answer();
  vi.runAllTimers();
  await answer();
  expect(told).toEqual(["den 4 back", "den 9"]);
  expect(kept).toEqual(["den 9"]);
});

test("unanswered marks are told to the next connection", async () => {
  const { told, readMarks, state, answer } = marks();
  readMarks.move("den", 9);
  vi.runAllTimers();
  await answer(UNREACHABLE);
  state.isReady = false;
  readMarks.takeBack("attic", 2);
  expect(told).toEqual(["den 9"]);
  state.isReady = true;
  readMarks.resume();
  expect(told).toEqual(["den 9", "den 9", "attic 2 back"]);
});

test("a mark without an answer is sent again, also while the connection stays", async () => {
  const { told, kept, readMarks, answer } = marks();
  readMarks.move("den", 9);
  await answer(UNREACHABLE);
  await vi.advanceTimersByTimeAsync(BACKOFF.marks.first);
  expect(told).toEqual(["den 9", "den 9"]);
  await answer();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told.length, kept]).toEqual([2, ["den 9"]]);
});

test("a refused mark as unread settles, and its caller is told", async () => {
  const { told, readMarks, answer } = marks();
  const taken = readMarks.takeBack("den", 4);
  const refusal = { ok: false, error: { code: "not_found", detail: "" } } as const;
  await answer(refusal);
  expect(await taken).toBe(refusal);
  readMarks.resume();
  expect(told).toEqual(["den 4 back"]);
});

test("a page that goes tells what has no answer yet, so that it outlives the page", async () => {
  vi.stubGlobal("window", new EventTarget());
  const { told, left, readMarks, answer } = marks();
  readMarks.start();
  readMarks.move("den", 9);
  vi.runAllTimers();
  await answer();
  readMarks.move("attic", 2);
  window.dispatchEvent(new Event("beforeunload"));
  expect(told).toEqual(["den 9", "attic 2"]);
  readMarks.takeBack("cellar", 4);
  window.dispatchEvent(new Event("pagehide"));
  expect(left).toEqual(["attic 2", "cellar 4 back"]);
});
