import { expect, test } from "vitest";
import { mergeByRoom, type RoomChange } from "./room-change";

const change = (rev: number, more: Partial<RoomChange>): RoomChange => ({
  roomId: "den",
  prevRev: rev - 1,
  rev,
  memberVersion: rev,
  items: [],
  addedUserIds: [],
  removedUserIds: [],
  ...more,
});

test("merged changes of one commit name everyone who was added or removed", () => {
  const merged = mergeByRoom([
    change(1, { addedUserIds: ["ada", "bob"] }),
    change(2, { addedUserIds: ["cyd"], removedUserIds: ["dan"] }),
    change(3, { removedUserIds: ["bob"] }),
  ]);
  expect(merged).toEqual([
    { ...change(3, {}), prevRev: 0, addedUserIds: ["ada", "cyd"], removedUserIds: ["dan", "bob"] },
  ]);
});
