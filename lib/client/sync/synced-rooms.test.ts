import { expect, test } from "vitest";
import type { LiveAnswer } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";
import { toOutcome, UNREACHABLE } from "../connection/outcome";
import { SyncedRooms } from "./synced-rooms";

const answerAt = (userRev: number, nextCursor: string | null = null): LiveAnswer => ({
  ok: true,
  userRev,
  rooms: [],
  gained: [],
  lost: [],
  folders: null,
  drafts: null,
  threadDrafts: null,
  nextCursor,
});

const DEN = { id: "den", role: "member", seq: 1, rev: 1, lastReadSeq: 0, unreadCount: 0 } as MyRoomView;

/** Rooms of a user whose own revision is 1, and the requests made. The test answers them. */
function asking() {
  const answers: ((answer: LiveAnswer) => void)[] = [];
  const rooms = new SyncedRooms({
    userId: "me",
    sidebar: { userRev: 1, rooms: [], folders: [] },
    call: () => new Promise((resolve) => void answers.push((answer) => resolve(toOutcome(answer)))),
    readRoom: async () => UNREACHABLE,
    onSynced() {},
  });
  return { rooms, answers };
}

test("an answer that is older than what frames have told meanwhile is asked for once more", async () => {
  const { rooms, answers } = asking();
  await rooms.onHeads({ digest: "another", userRev: 1 });
  rooms.workspace.dispatch({ type: "own", userRev: 2 });
  answers[0]!(answerAt(1));
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!(answerAt(2));
  await expect.poll(() => rooms.workspace.get().userRev).toBe(2);
  expect(answers).toHaveLength(2);
});

test("an answer that tells more than was known is asked for once", async () => {
  const { rooms, answers } = asking();
  await rooms.onHeads({ digest: "another", userRev: 3 });
  answers[0]!(answerAt(3));
  await expect.poll(() => rooms.workspace.get().userRev).toBe(3);
  expect(answers).toHaveLength(1);
  rooms.stop();
});

test("own changes between two pages of a sync are asked for again", async () => {
  const { rooms, answers } = asking();
  await rooms.onHeads({ digest: "another", userRev: 2 });
  answers[0]!(answerAt(2, "more"));
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!(answerAt(3));
  await expect.poll(() => answers.length).toBe(3);
  expect(rooms.workspace.get().userRev).toBe(2);
  answers[2]!(answerAt(3));
  await expect.poll(() => rooms.workspace.get().userRev).toBe(3);
  expect(answers).toHaveLength(3);
});

test("a room shown with a page older than its head asks for what the page lacks", async () => {
  const { rooms, answers } = asking();
  const page = { items: [], hasOlder: false, hasNewer: false };
  rooms.workspace.dispatch({ type: "room", room: { ...DEN, rev: 2 } });
  const feed = rooms.openFeed("den", DEN.rev, page);
  expect(feed.get()).toMatchObject({ rev: 1, latestKnownRev: 2 });
  rooms.show("den");
  await expect.poll(() => answers.length).toBe(1);
  rooms.stop();
});
