import { expect, test } from "vitest";
import type { MyRoomView, UserView } from "@/lib/shared/views";
import {
  findableOthers,
  findablePeople,
  findableRooms,
  findDestinations,
  foundSections,
  restingSections,
} from "./destinations";
import type { Action } from "./switcher-actions";

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
  findDestinations(all, typed, { here, limit: 20 }).found.map((to) =>
    to.kind === "person" ? to.person.username : to.room.id,
  );

test("without a query: recent places, calls, unread rooms, and then who spoke last", () => {
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
    "visited",
    "visited before",
    "calling",
    "unread",
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

const actions = ["New room", "Dark theme"].map((label) => ({ id: label, label }) as unknown as Action);
const mine = (id: string) => ({ kind: "mine" as const, room: room(id) });
const shape = (sections: ReturnType<typeof restingSections>) =>
  sections.map(({ name, choices }) => `${name} ${choices.length}`);

test("without a query there are sections: recent, unread, the others, and actions", () => {
  const sections = restingSections([mine("a"), mine("b"), mine("c")], actions, {
    visited: ["a"],
    isUnread: (to) => to.kind !== "person" && to.room.id === "c",
  });
  expect(shape(sections)).toEqual(["recent 1", "unread 1", "places 1", "actions 2"]);
});

test.each([
  ["dark", null, ["actions 1", "messages 1"]],
  ["вфкл", null, ["actions 1", "messages 1"]],
  ["new room", 4, ["actions 1", "places 1", "messages 1"]],
  ["room", 0, ["places 1", "actions 1", "messages 1"]],
])("for %s the better match comes first", (typed, placeFit, expected) => {
  const found = placeFit === null ? [] : [mine("room")];
  expect(shape(foundSections(found, actions, { typed, placeFit }))).toEqual(expected);
});
