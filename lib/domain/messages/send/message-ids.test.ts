import { afterEach, expect, test, vi } from "vitest";
import { newMessageIds } from "./message-ids";

afterEach(() => void vi.useRealTimers());

const sorted = (ids: string[]) => [...ids].sort();

test("ids are UUIDs of version 7, as many as asked for, and no two alike", () => {
  const ids = newMessageIds(1_000);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a later id is greater: within a batch, a millisecond, and while the clock is set back", () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 });
  const ids = [...newMessageIds(500), ...newMessageIds(500)];
  vi.setSystemTime(Date.now() - 3_600_000);
  ids.push(...newMessageIds(500));
  vi.setSystemTime(Date.now() + 7_200_000);
  ids.push(...newMessageIds(500));
  expect(ids).toEqual(sorted(ids));
});

test("an id begins with the time it was made", () => {
  const at = Date.now() + 86_400_000;
  vi.useFakeTimers({ now: at });
  const [id] = newMessageIds(1);
  expect(Number.parseInt(id!.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
});
