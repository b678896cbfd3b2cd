import { expect, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import type { WireMessage } from "@/lib/shared/live";
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

test("files count as text does when the changes of a commit are split into frames", () => {
  const attachments = [{ excerpt: "x".repeat(LIMITS.frameTextLength / 4) }];
  const changes = [1, 2, 3, 4, 5].map((rev) => {
    const item = { id: `${rev}`, seq: rev, attachments } as unknown as WireMessage;
    return change(rev, { items: [item] });
  });
  expect(mergeByRoom(changes).map(({ prevRev, rev }) => [prevRev, rev])).toEqual([
    [0, 3],
    [3, 5],
  ]);
});
