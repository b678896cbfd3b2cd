import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeliveredMarks } from "./delivered-marks";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function marks(state = { isReady: true, read: 0 }) {
  const told: string[] = [];
  const delivered = createDeliveredMarks({
    isReady: () => state.isReady,
    isRead: (_, seq) => seq <= state.read,
    tell: (roomId, seq) => told.push(`${roomId} ${seq}`),
  });
  return { told, delivered, state };
}

test("a thousand messages in a second are told as one, and the same never again", () => {
  const { told, delivered } = marks();
  for (let seq = 1; seq <= 1_000; seq++) delivered.move("den", seq);
  delivered.move("attic", 3);
  vi.runAllTimers();
  delivered.move("den", 1_000);
  vi.runAllTimers();
  expect(told).toEqual(["den 1000", "attic 3"]);
});

test("messages in the open room need no delivery mark; missed ones get it later", () => {
  const { told, delivered, state } = marks({ isReady: false, read: 5 });
  delivered.move("den", 6);
  vi.runAllTimers();
  expect(told).toEqual([]);
  state.isReady = true;
  delivered.resume();
  vi.runAllTimers();
  expect(told).toEqual(["den 6"]);
  state.read = 7;
  delivered.move("den", 7);
  vi.runAllTimers();
  expect(told).toEqual(["den 6"]);
});
