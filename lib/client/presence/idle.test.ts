import { expect, test } from "vitest";
import { createIdleDetector } from "./idle";

const MINUTE = 60_000;

function twoTabs() {
  const world = { now: 0, shared: 0 };
  const told: string[] = [];
  const tab = (name: string) =>
    createIdleDetector({
      now: () => world.now,
      readShared: () => world.shared,
      writeShared: (at) => {
        world.shared = at;
      },
      onChange: (isAway) => told.push(`${name} ${isAway ? "away" : "back"}`),
    });
  return { world, told, one: tab("one"), two: tab("two") };
}

test("ten minutes without a sign of life in any tab are away, and the first sign is the way back", () => {
  const { world, told, one, two } = twoTabs();
  world.now = 6 * MINUTE;
  two.onActivity();
  world.now = 12 * MINUTE;
  one.check();
  two.check();
  expect(told).toEqual([]);
  world.now = 16 * MINUTE;
  one.check();
  one.check();
  expect(told).toEqual(["one away"]);
  one.repeat();
  one.onActivity();
  one.repeat();
  expect(told).toEqual(["one away", "one away", "one back"]);
});
