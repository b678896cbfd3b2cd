import { expect, test } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { findRooms, mayPost } from "./find-rooms";

const room = (name: string, more: Partial<MyRoomView> = {}) =>
  ({
    name,
    kind: "open",
    people: [],
    archivedAt: null,
    posting: "everyone",
    role: "member",
    ...more,
  }) as unknown as MyRoomView;

test("rooms are found by the beginnings of words in their names, accents and case apart", () => {
  const rooms = ["Platform", "Release crew", "café-général", "Дизайн"].map((name) => room(name));
  const found = (query: string) => findRooms(rooms, query, (room) => room.name ?? "").map(({ name }) => name);
  expect(found("cr rel")).toEqual(["Release crew"]);
  expect(found("general")).toEqual(["café-général"]);
  expect(found("café-gén")).toEqual(["café-général"]);
  expect(found("диз")).toEqual(["Дизайн"]);
  expect(found("")).toHaveLength(4);
  expect(found("x")).toEqual([]);
});

test("nobody writes in an archived room, and where posting is the moderators' only they and administrators do", () => {
  const me = { role: "member" } as const;
  expect(mayPost(room("a", { archivedAt: "2026-01-01T00:00:00.000Z", role: "owner" }), me)).toBe(false);
  expect(mayPost(room("a", { posting: "moderators" }), me)).toBe(false);
  expect(mayPost(room("a", { posting: "moderators" }), { role: "administrator" })).toBe(true);
  expect(mayPost(room("a", { posting: "moderators", role: "moderator" }), me)).toBe(true);
});
