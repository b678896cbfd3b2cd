import { expect, test } from "vitest";
import { createSeenUntil } from "./seen-until";

test("messages until a time were seen, and none after it", () => {
  const seen = createSeenUntil(1_000);
  seen.note(7, 100);
  seen.note(8, 200);
  seen.note(8, 250);
  seen.note(9, 300);
  expect([99, 100, 299, 300, 999].map(seen.at)).toEqual([null, 7, 8, 9, 9]);
});

test("older times are forgotten, up to the newest of then", () => {
  const seen = createSeenUntil(1_000);
  for (const at of [0, 500, 1_500, 2_600]) seen.note(at, at);
  expect([500, 1_500, 2_600].map(seen.at)).toEqual([null, 1_500, 2_600]);
});
