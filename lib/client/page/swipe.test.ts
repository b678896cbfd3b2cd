import { expect, test } from "vitest";
import { swipeOf } from "./swipe";

const from = { x: 100, y: 300, at: 0 };

test.each([
  ["right", { x: 200, y: 310, at: 200 }],
  ["left", { x: 20, y: 280, at: 200 }],
])("a quick way to the %s", (way, to) => {
  expect(swipeOf(from, to)).toBe(way);
});

test.each([
  ["too short", { x: 140, y: 300, at: 200 }],
  ["too slow", { x: 200, y: 300, at: 900 }],
  ["up or down rather", { x: 180, y: 400, at: 200 }],
])("what is %s is none", (_why, to) => {
  expect(swipeOf(from, to)).toBeNull();
});

test("the window's edge is the browser's", () => {
  expect(swipeOf({ ...from, x: 4 }, { x: 200, y: 300, at: 200 })).toBeNull();
});
