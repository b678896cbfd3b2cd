import { describe, expect, test } from "vitest";
import { moved, movedRoom, renamed, withNew, without } from "./folders";
import { placed } from "./placed";

const folders = [
  { id: "work", name: "Work", roomIds: ["a", "b", "c"] },
  { id: "home", name: "Home", roomIds: ["d"] },
];
const roomIds = (list: readonly { roomIds: string[] }[]) => list.map((folder) => folder.roomIds.join(""));

describe("folders", () => {
  test("a new one stands at the end, with the room for which it was made and which leaves its own", () => {
    expect(withNew(folders, "Fun", "b")).toEqual([
      { id: "work", name: "Work", roomIds: ["a", "c"] },
      folders[1],
      { name: "Fun", roomIds: ["b"] },
    ]);
    expect(withNew(folders, "Fun")).toEqual([...folders, { name: "Fun", roomIds: [] }]);
  });

  test("one is renamed, or goes, and the others stay as they are", () => {
    expect(renamed(folders, "home", "Garden").map(({ name }) => name)).toEqual(["Work", "Garden"]);
    expect(without(folders, "work")).toEqual([folders[1]]);
  });

  test("one moves by a place, and at the edge not at all", () => {
    expect(moved(folders, "home", -1).map(({ id }) => id)).toEqual(["home", "work"]);
    expect(moved(folders, "home", 1)).toEqual(folders);
    expect(moved(folders, "nothing", 1)).toEqual(folders);
  });
});

describe("rooms in folders", () => {
  test("a room goes to a folder's end, before another room, or out of all folders", () => {
    expect(roomIds(placed(folders, "a", "home"))).toEqual(["bc", "da"]);
    expect(roomIds(placed(folders, "a", "home", "d"))).toEqual(["bc", "ad"]);
    expect(roomIds(placed(folders, "c", "work", "a"))).toEqual(["cab", "d"]);
    expect(roomIds(placed(folders, "a", null))).toEqual(["bc", "d"]);
  });

  test("a room moves by a place within its folder", () => {
    expect(roomIds(movedRoom(folders, "b", -1))).toEqual(["bac", "d"]);
    expect(roomIds(movedRoom(folders, "b", 1))).toEqual(["acb", "d"]);
    expect(roomIds(movedRoom(folders, "a", -1))).toEqual(["abc", "d"]);
  });
});
