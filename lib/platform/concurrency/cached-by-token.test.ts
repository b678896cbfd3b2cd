import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cachedByToken } from "./cached-by-token";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function reader() {
  const asked: string[] = [];
  const read = cachedByToken(async (token) => {
    asked.push(token);
    return token === "forged" ? null : { claim: token.toUpperCase(), until: Date.now() + 1_000 };
  });
  return { asked, read };
}

test("a token is read once, as long as it lives", async () => {
  const { asked, read } = reader();
  expect([await read("a"), await read("b"), await read("a")]).toEqual(["A", "B", "A"]);
  expect(asked).toEqual(["a", "b"]);
  vi.advanceTimersByTime(1_000);
  expect(await read("a")).toBe("A");
  expect(asked).toEqual(["a", "b", "a"]);
});

test("an invalid token is read each time", async () => {
  const { asked, read } = reader();
  expect([await read("forged"), await read("forged")]).toEqual([null, null]);
  expect(asked).toEqual(["forged", "forged"]);
});

test("the cache is bounded: the oldest goes first", async () => {
  const { asked, read } = reader();
  for (let n = 0; n <= 20_000; n++) await read(`t${n}`);
  asked.length = 0;
  await read("t20000");
  await read("t1");
  await read("t0");
  expect(asked).toEqual(["t0"]);
});
