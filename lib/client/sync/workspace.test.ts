import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessagesFrame } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";
import { HistoryModel } from "@/tests/support/client/history-model";
import { roomsToKeep } from "./room-counts";
import { isStale, isWaitingForFrames, reduceWorkspace, startWorkspace } from "./workspace";
import type { Workspace } from "./workspace-state";

const ME = "me";

/** The true history of one of my rooms. */
class RoomModel extends HistoryModel {
  lastReadSeq = 0;

  view(): MyRoomView {
    const others = this.messages.filter(({ seq, sender }) => seq > this.lastReadSeq && sender.id !== ME);
    const calling = others.filter(({ mentions, deletedAt }) => !deletedAt && mentions.userIds.includes(ME));
    return {
      id: this.roomId,
      kind: "open",
      name: this.roomId,
      topic: "",
      description: "",
      externalId: null,
      posting: "everyone",
      history: "shown",
      activeAt: "",
      mutedUntil: null,
      isStarred: false,
      folderId: null,
      firstVisibleSeq: 1,
      hasLapsed: false,
      memberCount: 2,
      createdAt: "",
      archivedAt: null,
      isDefault: false,
      bookmarksRev: null,
      people: [],
      role: "member",
      notify: "everything",
      notifyChoice: null,
      followsThreads: false,
      repliesInRoom: false,
      threadMentionCount: 0,
      mentionCount: Math.min(100, calling.length),
      seq: this.seq,
      rev: this.rev,
      lastReadSeq: this.lastReadSeq,
      unreadCount: Math.min(100, others.filter(({ deletedAt }) => !deletedAt).length),
      lastMessage: null,
    };
  }
}

const ADA = { id: "ada", username: "ada", displayName: "Ada", isBot: false };
const THREAD = { count: 1, lastSeq: 2, lastReplyAt: "", participants: [], lastReply: null };

const begin = (rooms: MyRoomView[]) => startWorkspace(ME, { userRev: null, rooms, folders: [] });

/** `lastMessage` is a convenience of a sync; the counts are what must be right. */
const counts = ({ rooms }: Workspace) =>
  Object.fromEntries(
    Object.values(rooms).map(({ id, seq, rev, unreadCount, mentionCount, lastReadSeq }) => [
      id,
      { seq, rev, unreadCount, mentionCount, lastReadSeq },
    ]),
  );

const truth = (models: RoomModel[]) => counts(begin(models.map((model) => model.view())));

test("news of what is my own that comes late, or once more, is known to be old", () => {
  const den = new RoomModel("den");
  const workspace = startWorkspace(ME, { userRev: 7, rooms: [den.view()], folders: [] });
  const older = den.view();
  expect([6, 7, 8, undefined].map((told) => isStale(workspace, older, told))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  den.send("ada");
  expect(isStale(workspace, den.view(), 6)).toBe(false);
  expect(isStale(workspace, new RoomModel("attic").view(), 6)).toBe(false);
});

test("a room marked unread during its reading is unread as the server says", () => {
  const den = new RoomModel("den");
  den.send("ada");
  const read = reduceWorkspace(begin([den.view()]), { type: "read", roomId: "den", seq: 1 });
  const unread = reduceWorkspace(read, { type: "unread", roomId: "den" });
  expect(counts(reduceWorkspace(unread, { type: "room", room: den.view() }))).toEqual(truth([den]));
  expect(counts(reduceWorkspace(read, { type: "room", room: den.view() }))).not.toEqual(truth([den]));
});

test("reading that is undone counts what was unread before, and what has come since", () => {
  const den = new RoomModel("den");
  for (let n = 0; n < 3; n++) den.send("ada");
  const before = den.view();
  const read = reduceWorkspace(begin([before]), { type: "read", roomId: "den", seq: 3 });
  den.frame();
  den.send("ada");
  const told = reduceWorkspace(read, { type: "frame", frame: den.frame()!, isInView: false });
  const undone = reduceWorkspace(told, { type: "taken-back", room: before });
  expect(counts(undone)).toEqual(truth([den]));
  const confirmed = reduceWorkspace(undone, { type: "room", room: den.view() });
  expect(counts(confirmed)).toEqual(truth([den]));
});

test("messages that call me count as mentions until I look", () => {
  const den = new RoomModel("den");
  const begun = begin([den.view()]);
  const calls = [
    { userIds: [ME], here: false, all: false },
    { userIds: [], here: false, all: true },
    undefined,
  ];
  const told = calls.reduce((workspace, mentions) => {
    den.send("ada");
    const frame = den.frame()!;
    const items = frame.items.map((item) => ({ ...item, ...(mentions && { mentions }) }));
    return reduceWorkspace(workspace, { type: "frame", frame: { ...frame, items }, isInView: false });
  }, begun);
  expect(told.rooms.den).toMatchObject({ unreadCount: 3, mentionCount: 2 });
  const seen = reduceWorkspace(told, { type: "read", roomId: "den", seq: den.seq });
  expect(seen.rooms.den).toMatchObject({ unreadCount: 0, mentionCount: 0 });
});

describe("mentions", () => {
  const named = { userIds: [ME], here: false, all: false };
  const here = { userIds: [], here: true, all: false };
  const nobody = { userIds: [], here: false, all: false };
  const told = (workspace: Workspace, room: RoomModel, isInView = false) =>
    reduceWorkspace(workspace, { type: "frame", frame: room.frame()!, isInView });

  test("one that is edited away, or deleted, counts no longer", () => {
    const den = new RoomModel("den");
    const begun = begin([den.view()]);
    den.send("ada", undefined, named);
    den.send("ada", undefined, named);
    const two = told(begun, den);
    den.edit(1, nobody);
    const one = told(two, den);
    expect(one.rooms.den).toMatchObject({ unreadCount: 2, mentionCount: 1 });
    den.delete(2);
    expect(told(one, den).rooms.den).toMatchObject({ unreadCount: 1, mentionCount: 0 });
  });

  test("one that an edit adds counts, and once; an `@here` that it adds calls nobody", () => {
    const den = new RoomModel("den");
    den.send("ada");
    den.frame();
    const begun = begin([den.view()]);
    den.edit(1, here);
    const called = told(begun, den);
    expect(called.rooms.den?.mentionCount).toBe(0);
    den.edit(1, named);
    const added = told(called, den);
    den.pin(1);
    expect(told(added, den).rooms.den).toMatchObject({ unreadCount: 1, mentionCount: 1 });
  });

  test("an `@here` that reached me stays one through an edit", () => {
    const den = new RoomModel("den");
    const begun = begin([den.view()]);
    den.send("ada", undefined, here);
    const came = told(begun, den);
    den.edit(1);
    expect(told(came, den).rooms.den?.mentionCount).toBe(1);
  });

  test("of what came before this tab the server is asked, and its answer of this moment counts", () => {
    const den = new RoomModel("den");
    den.send("ada", undefined, named);
    den.frame();
    const begun = begin([den.view()]);
    den.edit(1, nobody);
    const unsure = told(begun, den);
    expect(unsure.unsure).toEqual({ den: true });
    const earlier = { ...den.view(), rev: 1, mentionCount: 7 };
    expect(reduceWorkspace(unsure, { type: "counted", room: earlier })).toBe(unsure);
    const counted = reduceWorkspace(unsure, { type: "counted", room: den.view() });
    expect([counted.unsure, counted.rooms.den?.mentionCount]).toEqual([{}, 0]);
  });

  test("news that frames have passed does not bring a count back; with another mark the server is asked", () => {
    const den = new RoomModel("den");
    const begun = begin([den.view()]);
    den.send("ada", undefined, named);
    const one = told(begun, den);
    const early = den.view();
    den.edit(1, nobody);
    const none = told(one, den);
    const same = reduceWorkspace(none, { type: "room", room: early });
    expect([same.rooms.den?.mentionCount, same.unsure]).toEqual([0, {}]);
    const read = { ...early, lastReadSeq: 0.5 };
    expect(reduceWorkspace(none, { type: "room", room: read }).unsure).toEqual({ den: true });
  });

  test("a read room needs no answer to its unsure counts", () => {
    const den = new RoomModel("den");
    den.send("ada", undefined, named);
    den.frame();
    const begun = begin([den.view()]);
    den.edit(1, nobody);
    const unsure = told(begun, den);
    expect(reduceWorkspace(unsure, { type: "read", roomId: "den", seq: 1 }).unsure).toEqual({});
    den.send("ada");
    expect(told(unsure, den, true).unsure).toEqual({});
  });

  test("the cache keeps an unsure room a change behind, so that a later visit asks about it", () => {
    const den = new RoomModel("den");
    den.send("ada", undefined, named);
    den.frame();
    const begun = begin([den.view()]);
    den.edit(1, nobody);
    expect(roomsToKeep(told(begun, den)).den?.rev).toBe(1);
    expect(roomsToKeep(begun)).toBe(begun.rooms);
  });
});

describe("unread", () => {
  const start = () => {
    const room = new RoomModel("den");
    return { room, workspace: begin([room.view()]) };
  };
  const frame = (workspace: Workspace, room: RoomModel, isInView = false) =>
    reduceWorkspace(workspace, { type: "frame", frame: room.frame()!, isInView });

  test("others' messages count, my own do not", () => {
    const { room, workspace } = start();
    room.send("ada");
    room.send(ME);
    expect(frame(workspace, room).rooms.den).toMatchObject({ unreadCount: 1, seq: 2, rev: 2 });
  });

  test("an edit does not count twice, and a deleted message no longer", () => {
    const { room, workspace } = start();
    room.send("ada");
    room.send("ada");
    const two = frame(workspace, room);
    room.edit(1);
    const edited = frame(two, room);
    expect(edited.rooms.den?.unreadCount).toBe(2);
    room.delete(2);
    expect(frame(edited, room).rooms.den?.unreadCount).toBe(1);
  });

  const ROOT = { id: "root", roomId: "den", seq: 1, sender: ADA, createdAt: "" };
  const GONE = { ...ROOT, deletedAt: "2026-01-01T00:00:00.000Z", text: "" };

  test.each([
    ["a deleted root whose thread goes on", [{ ...GONE, thread: THREAD }]],
    ["a deleted root whose last reply goes", [{ ...GONE, id: "reply", seq: 2, threadId: "root" }, GONE]],
    ["a deleted reply that may be read in its thread", [{ ...GONE, threadId: "older", alsoInRoom: true }]],
  ])("of %s the server is asked", (_of, changed) => {
    const { room, workspace } = start();
    room.send("ada");
    room.send("ada");
    const two = frame(workspace, room);
    const items = changed.map((item, place) => ({ ...item, rev: 3 + place }));
    const rev = 2 + items.length;
    const told = { roomId: "den", prevRev: 2, rev, items } as unknown as MessagesFrame;
    const after = reduceWorkspace(two, { type: "frame", frame: told, isInView: false });
    expect([after.rooms.den?.unreadCount, after.unsure]).toEqual([2, { den: true }]);
  });

  test("of other counts than mine, at an earlier revision, the server is asked", () => {
    const { room, workspace } = start();
    room.send("ada");
    const one = frame(workspace, room);
    const earlier = { ...room.view(), unreadCount: 0 };
    room.send("ada");
    const two = frame(one, room);
    const after = reduceWorkspace(two, { type: "room", room: earlier });
    expect([after.rooms.den?.unreadCount, after.unsure]).toEqual([2, { den: true }]);
    const same = reduceWorkspace(two, { type: "room", room: { ...earlier, unreadCount: 2 } });
    expect(same.unsure).toEqual({});
  });

  test("messages in the room in view are read as they come", () => {
    const { room, workspace } = start();
    room.send("ada");
    expect(frame(workspace, room, true).rooms.den).toMatchObject({ unreadCount: 0, lastReadSeq: 1 });
  });

  test("messages read here stay read despite an older answer", () => {
    const { room, workspace } = start();
    room.send("ada");
    const unread = frame(workspace, room);
    const old = room.view();
    const read = reduceWorkspace(unread, { type: "read", roomId: "den", seq: 1 });
    const told = reduceWorkspace(read, { type: "room", room: old });
    expect(told.rooms.den).toMatchObject({ unreadCount: 0, lastReadSeq: 1 });

    const kept = reduceWorkspace(told, { type: "read-kept", roomId: "den", seq: 1 });
    const markedUnread = reduceWorkspace(kept, { type: "room", room: old });
    expect(markedUnread.rooms.den).toMatchObject({ unreadCount: 1, lastReadSeq: 0 });
  });
});

describe("rooms", () => {
  test("a gained room appears, a lost one goes", () => {
    const [den, hall] = [new RoomModel("den"), new RoomModel("hall")];
    const workspace = begin([den.view()]);
    const gained = reduceWorkspace(workspace, { type: "room", room: hall.view() });
    expect(Object.keys(gained.rooms)).toEqual(["den", "hall"]);
    expect(Object.keys(reduceWorkspace(gained, { type: "gone", roomId: "den" }).rooms)).toEqual(["hall"]);
  });

  test("folders are arranged, with what is said of each room, and a lost room falls out of its own", () => {
    const [den, hall] = [new RoomModel("den"), new RoomModel("hall")];
    const work = { id: "f1", name: "Work", roomIds: ["hall", "den"] };
    const workspace = reduceWorkspace(begin([den.view(), hall.view()]), { type: "folders", folders: [work] });
    expect(workspace.folders).toEqual([work]);
    expect(workspace.rooms).toMatchObject({ den: { folderId: "f1" }, hall: { folderId: "f1" } });

    const left = reduceWorkspace(workspace, { type: "gone", roomId: "hall" });
    expect(left.folders).toEqual([{ ...work, roomIds: ["den"] }]);
    const removed = reduceWorkspace(left, { type: "folders", folders: [] });
    expect(removed.rooms.den?.folderId).toBeNull();
  });

  test("an answer brings the folders where they are not known, and leaves them where they are", () => {
    const den = new RoomModel("den");
    const folders = [{ id: "f1", name: "Work", roomIds: ["den"] }];
    const answer = { ...syncOf(begin([den.view()]), [den]), folders };
    const told = reduceWorkspace(begin([den.view()]), { type: "synced", answer });
    expect(told).toMatchObject({ folders, rooms: { den: { folderId: "f1" } } });
    const again = reduceWorkspace(told, {
      type: "synced",
      answer: { ...answer, rooms: [], folders: null, drafts: null },
    });
    expect(again.folders).toEqual(folders);
  });

  test("R20: the last message of a room is the one that it is now, without the text of a deleted one", () => {
    const den = new RoomModel("den");
    den.send("ada");
    den.frame();
    const lastMessage = den.messages[0]!;
    const started = begin([{ ...den.view(), lastMessage }]);
    den.delete(1);
    const told = reduceWorkspace(started, { type: "frame", frame: den.frame()!, isInView: false });
    expect(told.rooms.den!.lastMessage).toMatchObject({ id: lastMessage.id, text: "" });
    den.send("ada");
    const next = reduceWorkspace(told, { type: "frame", frame: den.frame()!, isInView: false });
    expect(next.rooms.den!.lastMessage).toMatchObject({ seq: 2 });
  });

  test("an answer that frames have overtaken leaves what is my own to the next heartbeat, whatever page it was on", () => {
    const [den, hall] = [new RoomModel("den"), new RoomModel("hall")];
    const old = { ...den.view(), isStarred: true };
    den.send("ada");
    const known: Workspace = { ...begin([den.view(), hall.view()]), userRev: 4 };
    const page = (room: MyRoomView, nextCursor: string | null) => ({
      ...syncOf(known, []),
      ...{ userRev: 5, nextCursor, rooms: [{ room, prevRev: room.rev, rev: room.rev, items: [] }] },
    });
    const first = reduceWorkspace(known, { type: "synced", answer: page(old, "more") });
    const last = reduceWorkspace(first, { type: "synced", answer: page(hall.view(), null) });
    expect(last).toMatchObject({ userRev: 4, missedOwn: false });
    const again = reduceWorkspace(last, { type: "synced", answer: page(den.view(), null) });
    expect(again.userRev).toBe(5);
  });

  test("my own settings of a room come through also when frames have moved it past the news", () => {
    const den = new RoomModel("den");
    const news = { ...den.view(), isStarred: true, mutedUntil: "9999-12-31T00:00:00.000Z", folderId: "f1" };
    den.send("ada");
    const moved = reduceWorkspace(begin([{ ...den.view(), rev: 0, seq: 0, unreadCount: 0 }]), {
      type: "frame",
      frame: den.frame()!,
      isInView: false,
    });
    expect(reduceWorkspace(moved, { type: "room", room: news }).rooms.den).toMatchObject({
      rev: 1,
      unreadCount: 1,
      isStarred: true,
      mutedUntil: news.mutedUntil,
      folderId: "f1",
    });
  });

  test("a room spoke last when somebody spoke, not when somebody came", () => {
    const den = new RoomModel("den");
    den.send("ada");
    const frame = den.frame()!;
    const spoken = reduceWorkspace(begin([{ ...den.view(), seq: 0, rev: 0 }]), {
      type: "frame",
      frame: {
        ...frame,
        items: frame.items.map((item) => ({ ...item, createdAt: "2026-01-02T00:00:00.000Z" })),
      },
      isInView: false,
    });
    expect(spoken.rooms.den?.activeAt).toBe("2026-01-02T00:00:00.000Z");
    den.send("ada");
    const line = den.frame()!;
    const come = reduceWorkspace(spoken, {
      type: "frame",
      frame: {
        ...line,
        items: line.items.map((item) => ({ ...item, kind: "system", createdAt: "2026-01-03T00:00:00.000Z" })),
      },
      isInView: false,
    });
    expect(come.rooms.den).toMatchObject({ seq: 2, activeAt: "2026-01-02T00:00:00.000Z" });
  });

  test("a reply that is moved into a room's line does not move the room up", () => {
    const den = new RoomModel("den");
    den.send("ada");
    const frame = den.frame()!;
    const known = begin([{ ...den.view(), activeAt: "2026-01-01T00:00:00.000Z" }]);
    const items = frame.items.map((item) => ({ ...item, rev: 2, createdAt: "2026-01-02T00:00:00.000Z" }));
    const told = { ...frame, prevRev: 1, rev: 2, items };
    const after = reduceWorkspace(known, { type: "frame", frame: told, isInView: false });
    expect(after.rooms.den).toMatchObject({ rev: 2, activeAt: "2026-01-01T00:00:00.000Z" });
  });

  test("a connection that begins with other heads than mine makes me ask", () => {
    const den = new RoomModel("den");
    const workspace = begin([den.view()]);
    const same = { den: { seq: 0, rev: 0 } };
    expect(reduceWorkspace(workspace, { type: "ready", rooms: same, userRev: 3 })).toMatchObject({
      isBehind: false,
      userRev: 3,
    });
    expect(reduceWorkspace(workspace, { type: "ready", rooms: {}, userRev: 3 }).isBehind).toBe(true);
    const moved = { den: { seq: 1, rev: 1 } };
    expect(reduceWorkspace(workspace, { type: "ready", rooms: moved, userRev: 3 }).isBehind).toBe(true);
  });
});

const step = fc.record({
  what: fc.constantFrom("send", "call", "mine", "edit", "call in", "call off", "delete", "read"),
  room: fc.nat(2),
  seq: fc.nat(20),
  fate: fc.constantFrom("now", "now", "lost", "twice", "late", "gathered"),
});

const NOBODY = { userIds: [], here: false, all: false };
const MY_NAME = { userIds: [ME], here: false, all: false };

function happen(model: RoomModel, what: string, seq: number) {
  if (what === "send") model.send("ada");
  else if (what === "call") model.send("ada", undefined, MY_NAME);
  else if (what === "mine") model.send(ME);
  else if (model.seq === 0) return;
  else if (what === "edit") model.edit((seq % model.seq) + 1);
  else if (what === "call in") model.edit((seq % model.seq) + 1, MY_NAME);
  else if (what === "call off") model.edit((seq % model.seq) + 1, NOBODY);
  else if (what === "delete") model.delete((seq % model.seq) + 1);
  else model.lastReadSeq = Math.max(model.lastReadSeq, seq % (model.seq + 1));
}

function syncOf(workspace: Workspace, models: RoomModel[]) {
  const rooms = models.map((model) => ({
    room: model.view(),
    ...model.since(workspace.rooms[model.roomId]!.rev),
  }));
  return {
    userRev: 1,
    rooms,
    gained: [],
    lost: [],
    folders: null,
    drafts: null,
    threadDrafts: null,
    nextCursor: null,
  };
}

test("lost, doubled, reordered and late frames heal to the true counts", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const models = ["a", "b", "c"].map((id) => new RoomModel(id));
      const late: MessagesFrame[] = [];
      let workspace = begin(models.map((model) => model.view()));
      const take = (frame: MessagesFrame) => {
        workspace = reduceWorkspace(workspace, { type: "frame", frame, isInView: false });
      };

      for (const { what, room, seq, fate } of steps) {
        happen(models[room]!, what, seq);
        const frame = fate === "gathered" ? null : models[room]!.frame();
        if (frame && fate === "late") late.push(frame);
        else if (frame && fate !== "lost") take(frame);
        if (frame && fate === "twice") take(frame);
        if (seq % 3 === 0) late.splice(seq % (late.length + 1), 1).forEach(take);
      }
      late.forEach(take);
      workspace = reduceWorkspace(workspace, { type: "synced", answer: syncOf(workspace, models) });
      workspace = reduceWorkspace(workspace, { type: "caught-up" });

      expect(counts(workspace)).toEqual(truth(models));
      expect(isWaitingForFrames(workspace)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test("as long as nothing is lost, the counts are right without asking", () => {
  const whole = step.filter(({ what, fate }) => what !== "read" && fate !== "lost" && fate !== "late");
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 60 }), (steps) => {
      const model = new RoomModel("a");
      let workspace = begin([model.view()]);
      for (const { what, seq } of steps) {
        happen(model, what, seq);
        const frame = model.frame();
        if (frame) workspace = reduceWorkspace(workspace, { type: "frame", frame, isInView: false });
      }
      expect(counts(workspace)).toEqual(truth([model]));
    }),
  );
});

test("counts of messages that came before this tab are right, or the server is asked", () => {
  const whole = step.filter(({ fate }) => fate === "now");
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 20 }), fc.array(whole, { maxLength: 40 }), (before, steps) => {
      const model = new RoomModel("a");
      for (const { what, seq } of before) happen(model, what, seq);
      model.frame();
      let workspace = begin([model.view()]);
      for (const { what, seq } of steps.filter((each) => each.what !== "read")) {
        happen(model, what, seq);
        const frame = model.frame();
        if (frame) workspace = reduceWorkspace(workspace, { type: "frame", frame, isInView: false });
      }
      if (!("a" in workspace.unsure)) expect(counts(workspace)).toEqual(truth([model]));
      const counted = reduceWorkspace(workspace, { type: "counted", room: model.view() });
      expect(counts(counted)).toEqual(truth([model]));
      expect(counted.unsure).toEqual({});
    }),
    { numRuns: 500 },
  );
});
