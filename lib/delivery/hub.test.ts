import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { Hub } from "./hub";
import type { HubSource } from "./hub-source";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a stopping hub waits for its reads, so that the database stays open for them", async () => {
  let answer: (changes: never[]) => void = () => {};
  const readAccessChanges = vi.fn(() => new Promise<never[]>((resolve) => (answer = resolve)));
  const source = { readRooms: async () => [], readLiveSessions: async () => new Set(), readAccessChanges };
  const hub = new Hub(source as unknown as HubSource);
  await hub.add({ isGuest: false, userId: "ada", sessionId: "s1", roomId: null, send() {}, end() {} });
  hub.start();
  vi.advanceTimersByTime(LIMITS.accessPollMs);
  expect(readAccessChanges).toHaveBeenCalledOnce();

  let isStopped = false;
  const stopping = hub.stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(5 * LIMITS.accessPollMs);
  expect(isStopped).toBe(false);
  answer([]);
  await stopping;
  expect(readAccessChanges).toHaveBeenCalledOnce();
});
