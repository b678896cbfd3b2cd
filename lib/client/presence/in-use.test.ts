import { expect, test } from "vitest";
import { createUse } from "./in-use";

const MINUTE = 60_000;

function twoTabs() {
  const world = { now: 0, shared: 0 };
  const told: string[] = [];
  const tab = (name: string) =>
    createUse({
      now: () => world.now,
      readShared: () => world.shared,
      writeShared: (at) => {
        world.shared = at;
      },
      tell: (isAway) => told.push(`${name} ${isAway ? "away" : "back"}`),
    });
  return { world, told, one: tab("one"), two: tab("two") };
}

test("ten minutes without a sign of life in any tab are away, and the first sign is the way back", () => {
  const { world, told, one, two } = twoTabs();
  world.now = 6 * MINUTE;
  two.used();
  world.now = 12 * MINUTE;
  one.look();
  two.look();
  expect(told).toEqual([]);
  world.now = 16 * MINUTE;
  one.look();
  one.look();
  expect(told).toEqual(["one away"]);
  one.again();
  one.used();
  one.again();
  expect(told).toEqual(["one away", "one away", "one back"]);
});
