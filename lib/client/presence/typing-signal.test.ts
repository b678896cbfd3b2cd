import { expect, test } from "vitest";
import { createTypingSignal } from "./typing-signal";

function signal() {
  const told: string[] = [];
  const clock = { now: 0, isReady: true };
  const { typed, stopped } = createTypingSignal({
    isReady: () => clock.isReady,
    send: (roomId, isTyping) => told.push(`${roomId} ${isTyping}`),
    now: () => clock.now,
  });
  return { told, clock, typed, stopped };
}

test("typing is told at once and then every three seconds, however many keys are pressed", () => {
  const { told, clock, typed } = signal();
  for (const now of [0, 100, 2_999, 3_000, 3_100, 6_000]) {
    clock.now = now;
    typed("den");
  }
  expect(told).toEqual(["den true", "den true", "den true"]);
});

test("typing without a connection is told by the first key after it", () => {
  const { told, clock, typed } = signal();
  clock.isReady = false;
  typed("den");
  clock.isReady = true;
  typed("den");
  expect(told).toEqual(["den true"]);
});

test("stopping is told once, and only by those who began; another room ends the first", () => {
  const { told, typed, stopped } = signal();
  stopped("den");
  typed("den");
  stopped("den");
  stopped("den");
  expect(told).toEqual(["den true", "den false"]);
  typed("den");
  typed("attic");
  expect(told.slice(2)).toEqual(["den true", "den false", "attic true"]);
});
