import { afterEach, describe, expect, test } from "vitest";
import { toRefusal as told } from "@/lib/core/errors";
import { rememberAs } from "../remember";
import { limitConcurrency } from "./concurrency-limit";

afterEach(() => {
  rememberAs("turns: test", undefined);
});

describe("heavy work", () => {
  test("runs so many at once, in order of arrival, even past a failing one", async () => {
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (i: number) =>
      limitConcurrency("test", { maxRunning: 2, maxWaiting: 100 }, async () => {
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

  test("is refused above the limit of waiting, as unavailable, and accepted again later", async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const work = () => limitConcurrency("test", { maxRunning: 1, maxWaiting: 2 }, () => gate);
    const taken = [work(), work(), work()];
    const refusal = await work().catch((error) => told(error));
    expect(refusal).toMatchObject({ status: 503, refusal: { code: "unavailable", retryAfter: 1 } });
    finish();
    await Promise.all(taken);
    await work();
  });
});
