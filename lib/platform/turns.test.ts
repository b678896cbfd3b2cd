import { afterEach, describe, expect, test } from "vitest";
import { describe as told } from "@/lib/core/errors";
import { hashPassword, isPassword } from "./password";
import { rememberAs } from "./remember";
import { inTurn } from "./turns";

afterEach(() => {
  rememberAs("turns: test", undefined);
  rememberAs("turns: passwords", undefined);
});

describe("heavy work", () => {
  test("runs so many at once, in the order in which it came, also past one that fails", async () => {
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (i: number) =>
      inTurn("test", { atOnce: 2, longest: 100 }, async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        order.push(i);
        if (i === 3) throw new Error("broken");
      }).catch(() => {});
    await Promise.all(Array.from({ length: 10 }, (_, i) => work(i)));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("is refused beyond what may wait, as unavailable, and taken again when there is room", async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const work = () => inTurn("test", { atOnce: 1, longest: 2 }, () => gate);
    const taken = [work(), work(), work()];
    const refusal = await work().catch((error) => told(error));
    expect(refusal).toMatchObject({ status: 503, refusal: { code: "unavailable", retryAfter: 1 } });
    finish();
    await Promise.all(taken);
    await work();
  });
});

test("a flood of passwords is refused in part, and never stops the event loop for long", async () => {
  const hash = await hashPassword("correct horse battery");
  let longest = 0;
  let last = performance.now();
  const watching = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const ends = await Promise.allSettled(Array.from({ length: 350 }, () => isPassword("wrong", hash)));
  clearInterval(watching);
  const refused = ends.filter(({ status }) => status === "rejected");
  expect(refused.length).toBe(49);
  expect(longest).toBeLessThan(500);
}, 60_000);
