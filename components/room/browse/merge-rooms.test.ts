import { expect, test } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { mergeRooms } from "./merge-rooms";

const room = (name: string, memberCount: number, activeAt: string) =>
  ({ name, memberCount, activeAt: `2026-11-${activeAt}T12:00:00Z` }) as MyRoomView;

const [a, b, c, d] = [room("a", 5, "10"), room("b", 9, "12"), room("c", 7, "11"), room("d", 1, "13")];
const names = (rooms: readonly MyRoomView[]) => rooms.map(({ name }) => name).join("");

test.each([
  ["name", [a, c], [d, b], "abcd"],
  ["activity", [c, a], [b, d], "dbca"],
  ["members", [c, d], [a, b], "bcad"],
] as const)("my rooms stand among the others by %s", (sort, others, mine, order) => {
  expect(names(mergeRooms(others, mine, { sort, hasMore: false }))).toBe(order);
});

test("a room of mine waits while the server has rooms before it", () => {
  expect(names(mergeRooms([a, b], [c, d], { sort: "name", hasMore: true }))).toBe("ab");
});
