import { expect, test } from "vitest";
import { isInTimeline, roomOf, rootOf, timelineKey } from "./timeline-key";

test("a key names a room's line, or a thread of a room", () => {
  expect([timelineKey("den", null), timelineKey("den", "m1")]).toEqual(["den", "den/m1"]);
  expect([roomOf("den"), roomOf("den/m1")]).toEqual(["den", "den"]);
  expect([rootOf("den"), rootOf("den/m1")]).toEqual([undefined, "m1"]);
});

test("a reply stands in its thread, and in the room only if it was sent there too", () => {
  const root = { id: "m1" };
  const reply = { id: "m2", threadId: "m1" };
  const echo = { id: "m3", threadId: "m1", alsoInRoom: true };
  const other = { id: "m4", threadId: "m9" };
  const linesOf = (key: string) => [root, reply, echo, other].map((message) => isInTimeline(key, message));
  expect(linesOf("den")).toEqual([true, false, true, false]);
  expect(isInTimeline("den", reply, true)).toBe(true);
  expect(isInTimeline("den/m1", other, true)).toBe(false);
  expect(linesOf("den/m1")).toEqual([true, true, true, false]);
});
