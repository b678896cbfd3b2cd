import { describe, expect, test } from "vitest";
import { Rng } from "@/tests/support/random";
import { BACKOFF, backoffMs, retryAfterOf } from "./backoff";

const seeded = (seed: number) => {
  const chance = new Rng(seed);
  return () => chance.below(1_000_000) / 1_000_000;
};
const waits = (plan: keyof typeof BACKOFF, tries: number, retryAfterMs = 0) => {
  const random = seeded(7);
  return Array.from({ length: 2_000 }, () => backoffMs(BACKOFF[plan], tries, { random, retryAfterMs }));
};
const PLANS = Object.keys(BACKOFF) as (keyof typeof BACKOFF)[];

describe("B20: the waits between attempts", () => {
  test("bring the clients of a restarted server back over five seconds and more, the first at once", () => {
    const first = waits("line", 0);
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(5_000);
    expect(Math.min(...first)).toBeLessThan(300);
    // No half second has more than its share, with a little tolerance for chance.
    const halves = Array.from(
      { length: 11 },
      (_, i) => first.filter((ms) => Math.floor(ms / 500) === i).length,
    );
    expect(Math.max(...halves)).toBeLessThan((first.length / 11) * 1.3);
    // 10,000 clients must be back within ten seconds (docs/performance.md).
    expect(Math.max(...first)).toBeLessThan(6_000);
  });

  test.each(PLANS)("of %s are spread, grow with each failure and have a bound", (plan) => {
    const { least, first, longest } = BACKOFF[plan];
    for (const tries of [0, 1, 2, 5, 5_000]) {
      const bound = Math.min(longest, first * 2 ** tries);
      const all = waits(plan, tries);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...all)).toBeLessThanOrEqual(bound);
      expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan((bound - least) * 0.9);
    }
  });

  test.each(PLANS)("of %s are never shorter than the server asked for, and not all the same", (plan) => {
    const all = waits(plan, 0, 60_000);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(500);
  });

  test("come again with the same chance", () => {
    expect(backoffMs(BACKOFF.sync, 3, { random: seeded(1) })).toBe(
      backoffMs(BACKOFF.sync, 3, { random: seeded(1) }),
    );
  });
});

test.each([
  ["7", 7_000],
  [" 0 ", 0],
  ["Sun, 29 Nov 2026 12:01:00 GMT", 60_000],
  ["Sun, 29 Nov 2026 11:00:00 GMT", 0],
  ["soon", 0],
  ["-5", 0],
  ["", 0],
])("Retry-After: %j asks for %i ms", (header, ms) => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  expect(retryAfterOf(new Headers({ "retry-after": header }), now)).toBe(ms);
});
