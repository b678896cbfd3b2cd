import { expect, test } from "vitest";
import { KeyedSemaphore } from "./keyed-semaphore";

test("so many run, the next wait for a slot, and the rest is refused", async () => {
  const slots = new KeyedSemaphore(2, 1);
  const first = await slots.acquire("a");
  await slots.acquire("a");
  let hasBegun = false;
  const waiting = slots.acquire("a").then((leave) => {
    hasBegun = true;
    return leave;
  });
  expect(await slots.acquire("a")).toBeNull();
  expect(hasBegun).toBe(false);
  first?.();
  first?.(); // Giving it back twice gives one place.
  expect(await waiting).not.toBeNull();
  expect((await Promise.race([slots.acquire("a"), Promise.resolve("waits")])) === "waits").toBe(true);
});

test("a wait that is too long ends without a slot, and the next in the queue keeps its place", async () => {
  const slots = new KeyedSemaphore(1, 2);
  const first = await slots.acquire("a");
  const impatient = slots.acquire("a", 1);
  const patient = slots.acquire("a", 60_000);
  expect(await impatient).toBeNull();
  first?.();
  const leave = await patient;
  expect(leave).not.toBeNull();
  leave?.();
  expect(await slots.acquire("a", 60_000)).not.toBeNull();
});

test("one key never waits for another", async () => {
  const slots = new KeyedSemaphore(1, 0);
  await slots.acquire("a");
  expect(await slots.acquire("a")).toBeNull();
  expect(await slots.acquire("b")).not.toBeNull();
});

test("work that waits for nothing leaves turns of the event loop to others", async () => {
  const slots = new KeyedSemaphore(1, 100);
  let hasTurned = false;
  let turns = 0;
  const works = Array.from({ length: 20 }, async () => {
    const leave = await slots.acquire("a");
    if (hasTurned) turns++;
    hasTurned = false;
    setImmediate(() => {
      hasTurned = true;
    });
    leave?.();
  });
  await Promise.all(works);
  expect(turns).toBe(19);
});
