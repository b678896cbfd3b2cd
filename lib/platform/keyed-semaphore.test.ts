import { expect, test } from "vitest";
import { Slots } from "./keyed-semaphore";

test("so many are under way, the next waits for a place, and what is beyond is refused", async () => {
  const slots = new Slots(2, 1);
  const first = await slots.enter("a");
  await slots.enter("a");
  let hasBegun = false;
  const waiting = slots.enter("a").then((leave) => {
    hasBegun = true;
    return leave;
  });
  expect(await slots.enter("a")).toBeNull();
  expect(hasBegun).toBe(false);
  first?.();
  first?.(); // Giving it back twice gives one place.
  expect(await waiting).not.toBeNull();
  expect((await Promise.race([slots.enter("a"), Promise.resolve("waits")])) === "waits").toBe(true);
});

test("one key never waits for another", async () => {
  const slots = new Slots(1, 0);
  await slots.enter("a");
  expect(await slots.enter("a")).toBeNull();
  expect(await slots.enter("b")).not.toBeNull();
});
