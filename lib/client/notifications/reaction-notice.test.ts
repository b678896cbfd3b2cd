import { expect, test } from "vitest";
import { wantsReactionNotice } from "./reaction-notice";

const now = new Date("2026-11-30T12:00:00Z");
const room = { notify: "mentions", mutedUntil: null } as const;
const reader = { settings: { reactions: true }, room, isQuiet: false, isLooking: false, now };

test("a reaction is told of, also where only mentions are", () => {
  expect(wantsReactionNotice(reader)).toBe(true);
});

test.each([
  ["is turned off", { settings: { reactions: false } }],
  ["is in a lost room", { room: undefined }],
  ["is in a room of the level nothing", { room: { ...room, notify: "nothing" as const } }],
  ["is in a muted room", { room: { ...room, mutedUntil: "2026-12-01T00:00:00Z" } }],
  ["comes in a quiet time", { isQuiet: true }],
  ["is in the room that is looked at", { isLooking: true }],
])("a reaction that %s is not told of", (_why, change) => {
  expect(wantsReactionNotice({ ...reader, ...change })).toBe(false);
});
