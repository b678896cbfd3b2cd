import { describe, expect, test } from "vitest";
import type { MyRoomView } from "@/lib/shared/views";
import { nameOf, sectionsOf, unreadFirst } from "./room-sections";

const ME = "me";

const person = (id: string) => ({ id, username: id, displayName: id.toUpperCase(), isBot: false });
const room = (id: string, set: Partial<MyRoomView> = {}) =>
  ({ id, kind: "open", name: id, people: [], memberCount: 2, activeAt: "2026-01-01", ...set }) as MyRoomView;
const shown = (rooms: MyRoomView[], folders: Parameters<typeof sectionsOf>[1] = []) =>
  sectionsOf(rooms, folders, ME).map(({ key, rooms }) => `${key}: ${rooms.map(({ id }) => id).join(" ")}`);

describe("the parts of the sidebar", () => {
  test("rooms by name, conversations by who spoke last; the two parts are there even when they are empty", () => {
    const late = { activeAt: "2026-02-02" };
    const rooms = [
      room("room 10"),
      room("Room 2"),
      room("x", { kind: "direct", name: null }),
      room("y", { kind: "group", name: null, ...late }),
    ];
    expect(shown(rooms)).toEqual(["rooms: Room 2 room 10", "direct: y x"]);
    expect(shown([])).toEqual(["rooms: ", "direct: "]);
  });

  test("starred rooms stand first; folders and rooms keep their order", () => {
    const rooms = [
      room("a", { folderId: "f", isStarred: true }),
      room("b", { folderId: "f" }),
      room("c", { folderId: "f" }),
      room("d"),
    ];
    const folders = [
      { id: "g", name: "Empty", roomIds: [] },
      { id: "f", name: "Full", roomIds: ["c", "a", "b", "gone"] },
    ];
    expect(shown(rooms, folders)).toEqual(["starred: a", "g: ", "f: c b", "rooms: d", "direct: "]);
  });

  test("unread rooms stand above all others and only there, first those that call, then who spoke last", () => {
    const rooms = [
      room("read", { isStarred: true }),
      room("starred", { isStarred: true, unreadCount: 1, activeAt: "2026-01-02" }),
      room("late", { unreadCount: 1, activeAt: "2026-02-02" }),
      room("calling", { unreadCount: 1, mentionCount: 1 }),
      room("other", { unreadCount: 0 }),
    ];
    const first = (all: MyRoomView[]) =>
      unreadFirst(
        sectionsOf(all, [], ME),
        ({ unreadCount }) => unreadCount > 0,
        ({ mentionCount = 0 }) => mentionCount,
      ).map(({ key, rooms }) => `${key}: ${rooms.map(({ id }) => id).join(" ")}`);
    expect(first(rooms)).toEqual([
      "unread: calling late starred",
      "starred: read",
      "rooms: other",
      "direct: ",
    ]);
    expect(first(rooms.slice(1, 2))).toEqual(["unread: starred", "rooms: ", "direct: "]);
    expect(first([room("a")])).toEqual(["rooms: a", "direct: "]);
  });

  test("a room of a folder that is not known stands among the others", () => {
    expect(shown([room("a", { folderId: "unknown" })])).toContain("rooms: a");
  });
});

describe("names", () => {
  const words = {
    self: "notes",
    alone: "alone",
    more: (names: string, count: number) => `${names} +${count}`,
  };
  const named = (kind: "direct" | "group", others: string[], set: Partial<MyRoomView> = {}) =>
    nameOf(
      room("r", {
        kind,
        name: null,
        people: [ME, ...others].map(person),
        memberCount: others.length + 1,
        ...set,
      }),
      ME,
      words,
    );

  test("a conversation is called after the others in it, a large one after some of them", () => {
    expect(named("direct", ["ada"])).toBe("ADA");
    expect(named("group", ["ada", "bob"])).toBe("ADA, BOB");
    expect(named("group", ["a", "b", "c", "d", "e"])).toBe("A, B, C, D +1");
    expect(named("group", ["a", "b", "c", "d", "e", "f", "g", "h"], { memberCount: 40 })).toBe(
      "A, B, C, D +35",
    );
  });

  test("with nobody else it is notes, or a group of one; a name of its own counts more", () => {
    expect(named("direct", [])).toBe("notes");
    expect(named("group", [])).toBe("alone");
    expect(named("group", ["ada"], { name: "Crew" })).toBe("Crew");
  });
});
