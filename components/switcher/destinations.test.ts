import { expect, test } from "vitest";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import { findableOthers, findablePeople, findableRooms, findDestinations } from "./destinations";

const ME = "me";

const room = (name: string, more: Partial<MyRoomView> = {}) =>
  ({
    id: name,
    name,
    kind: "open",
    people: [],
    archivedAt: null,
    activeAt: "2026-01-01T00:00:00.000Z",
    unreadCount: 0,
    mentionCount: 0,
    ...more,
  }) as unknown as MyRoomView;

const person = (displayName: string, username: string) =>
  ({ id: username, displayName, username }) as unknown as UserView;

const known = (visited: string[] = []) => ({
  me: ME,
  nameOf: ({ name, people }: MyRoomView) => name ?? people.map(({ displayName }) => displayName).join(),
  visited,
  waiting: ({ mentionCount, unreadCount }: MyRoomView) => ({ calls: mentionCount, unread: unreadCount }),
});

const find = (all: Parameters<typeof findDestinations>[0], typed: string, here: string | null = null) =>
  findDestinations(all, typed, { here, limit: 20 }).map((to) =>
    to.kind === "person" ? to.person.username : to.room.id,
  );

test("of nothing typed come what calls me, what is unread, where I was last, and then who spoke last", () => {
  const rooms = [
    room("old"),
    room("lively", { activeAt: "2026-05-01T00:00:00.000Z" }),
    room("visited"),
    room("visited before"),
    room("unread", { unreadCount: 3 }),
    room("calling", { unreadCount: 1, mentionCount: 1 }),
    room("archived", { archivedAt: "2026-01-01T00:00:00.000Z", unreadCount: 1 }),
    room("here"),
  ];
  const all = findableRooms(rooms, known(["visited", "visited before"]));
  expect(find(all, " ", "here")).toEqual([
    "calling",
    "unread",
    "visited",
    "visited before",
    "lively",
    "old",
    "archived",
  ]);
});

test("how well a name fits goes before what waits there", () => {
  const rooms = [
    room("Redesign", { unreadCount: 5 }),
    room("design"),
    room("Design crew", { unreadCount: 1 }),
  ];
  expect(find(findableRooms(rooms, known()), "design")).toEqual(["design", "Design crew", "Redesign"]);
});

test("a person is found by both names, and once: as the conversation that there is", () => {
  const ada = { id: "ada", displayName: "Ada Lovelace", username: "ada", isBot: false };
  const talk = room("talk", { name: null, kind: "direct", people: [ada] });
  const notes = room("notes", { name: null, kind: "direct", people: [] });
  const people = [person("Ada Lovelace", "ada"), person("Bob", "builder"), person("Me", ME)];
  const all = [...findableRooms([talk, notes], known()), ...findablePeople(people, [talk, notes], ME)];
  expect(find(all, "lovelace")).toEqual(["talk"]);
  expect(find(all, "фвф")).toEqual(["talk"]);
  expect(find(all, "builder")).toEqual(["builder"]);
  expect(find(all, "me")).toEqual([]);
  expect(find(all, "")).not.toContain("builder");
});

test("rooms that I could join come after mine", () => {
  const mine = [room("Garden")];
  const all = [
    ...findableOthers([room("Garden"), room("Garden club")], mine),
    ...findableRooms(mine, known()),
  ];
  expect(find(all, "gar")).toEqual(["Garden", "Garden club"]);
});
