import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import { hold, readSlowly, shut } from "./hold-off";
import { Inlet } from "./inlet";

afterEach(() => void vi.useRealTimers());

/** An inlet that was told `count` frames at once, and which of them were begun. */
function toldAtOnce(count: number) {
  const stream = new PassThrough();
  const begun: number[] = [];
  const inlet = new Inlet(stream.resume());
  for (let i = 0; i < count; i++) inlet.take(() => void begun.push(i));
  return { stream, begun, inlet };
}

test("S44: a few frames are begun at once", () => {
  expect(toldAtOnce(8)).toMatchObject({ begun: { length: 8 } });
});

test("S44: of many that come at once a few are begun at a time, in order, and nothing more is read until then", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { stream, begun, inlet } = toldAtOnce(50);
  expect(begun).toHaveLength(8);
  expect(stream.isPaused()).toBe(true);
  vi.advanceTimersByTime(10);
  expect(begun).toHaveLength(16);
  inlet.take(() => void begun.push(50));
  vi.advanceTimersByTime(40);
  expect(begun).toHaveLength(48);
  expect(stream.isPaused()).toBe(true);
  vi.advanceTimersByTime(10);
  expect(begun).toEqual(Array.from({ length: 51 }, (_, i) => i));
  expect(stream.isPaused()).toBe(false);
});

test("S44: a socket is read again when nobody holds it any more, and never once it is shut", async () => {
  const stream = new PassThrough().resume();
  const [one, other] = [hold(stream), hold(stream)];
  one();
  one();
  expect(stream.isPaused()).toBe(true);
  other();
  expect(stream.isPaused()).toBe(false);

  readSlowly(stream);
  readSlowly(stream);
  const letGo = hold(stream);
  shut(stream);
  letGo();
  expect(stream.isPaused()).toBe(true);
});
