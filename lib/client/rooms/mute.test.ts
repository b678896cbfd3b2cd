import { expect, test } from "vitest";
import { isMuted } from "@/lib/shared/rooms/muted";
import { isForever, muteEnd } from "./mute";

const now = new Date(2026, 10, 21, 17, 30);

test("until tomorrow ends when the reader's next morning begins, a week seven days from now", () => {
  expect(new Date(muteEnd("tomorrow", now))).toEqual(new Date(2026, 10, 22, 8, 0));
  expect(new Date(muteEnd("week", now))).toEqual(new Date(2026, 10, 28, 17, 30));
});

test("forever is known as such, and a week is not", () => {
  expect(isForever(muteEnd("forever", now))).toBe(true);
  expect(isForever(muteEnd("week", now))).toBe(false);
});

test("a mute is over when its time has come", () => {
  expect(isMuted({ mutedUntil: null }, now)).toBe(false);
  expect(isMuted({ mutedUntil: muteEnd("week", now) }, now)).toBe(true);
  expect(isMuted({ mutedUntil: now.toISOString() }, now)).toBe(false);
});
