import { afterEach, expect, test, vi } from "vitest";
import { afterStart } from "./after-start";

afterEach(() => void vi.unstubAllGlobals());

test("while a page becomes usable work waits for an idle browser, and later it waits for nothing", () => {
  const idle: (() => void)[] = [];
  let now = 1_000;
  vi.stubGlobal("requestIdleCallback", (run: () => void) => idle.push(run));
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const done: string[] = [];
  afterStart(() => done.push("early"));
  expect([idle.length, done]).toEqual([1, []]);
  idle[0]?.();
  now += 2_001;
  afterStart(() => done.push("late"));
  expect([idle.length, done]).toEqual([1, ["early", "late"]]);
});

test("work for a press waits for nothing", () => {
  const idle: (() => void)[] = [];
  vi.stubGlobal("requestIdleCallback", (run: () => void) => idle.push(run));
  vi.spyOn(performance, "now").mockReturnValue(0);
  vi.stubGlobal("navigator", { userActivation: { isActive: true } });
  const done: string[] = [];
  afterStart(() => done.push("pressed"));
  expect([idle.length, done]).toEqual([0, ["pressed"]]);
});
