import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Rng } from "@/tests/support/random";
import { createReconnect } from "./reconnect";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client's socket, and the times of its attempts in ms since the start of the test. */
function client(seed = 1) {
  const chance = new Rng(seed);
  const began = Date.now();
  const triedAt: number[] = [];
  const line = { connected: false, connect: () => triedAt.push(Date.now() - began), disconnect: () => {} };
  const reconnect = createReconnect(line, () => chance.below(1_000_000) / 1_000_000);
  return { ...reconnect, triedAt };
}

describe("B20: a client whose line is lost", () => {
  test("comes back at a moment of its own: a thousand of them over more than five seconds", async () => {
    const clients = Array.from({ length: 1_000 }, (_, seed) => client(seed));
    for (const { later } of clients) later();
    await vi.advanceTimersByTimeAsync(6_000);
    const times = clients.flatMap(({ triedAt }) => triedAt);
    expect(times).toHaveLength(1_000);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(5_000);
  });

  test("tries at once for somebody who types or clicks, but not with every key", async () => {
    const { later, hurry, triedAt } = client();
    hurry();
    expect(triedAt).toEqual([]);
    later();
    hurry();
    expect(triedAt).toEqual([0]);
    later();
    hurry();
    expect(triedAt).toEqual([0]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(triedAt).toHaveLength(2);
  });

  test("is patient with a server that asks for a minute", async () => {
    const { later, triedAt } = client();
    later(60_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triedAt).toEqual([]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(triedAt).toHaveLength(1);
  });

  test("waits once however often it hears that the line is lost, and never after the end", async () => {
    const { later, stop, triedAt } = client();
    for (let i = 0; i < 5; i++) later();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(triedAt).toHaveLength(1);
    later();
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triedAt).toHaveLength(1);
  });
});
