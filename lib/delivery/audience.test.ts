import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Audience } from "./audience";
import type { Connection } from "./connection";
import type { HubSource } from "./hub-source";
import type { RoomUpdate } from "./room-change";

const ROOM = "room";

/** The rows of one room, as a test says them. */
class Rows {
  members = ["ada", "bob"];
  memberVersion = 1;
  rev = 1;
  reads = 0;

  source = {
    readAudience: async (_room: string, asked: string[]) => {
      this.reads++;
      return {
        memberVersion: this.memberVersion,
        rev: this.rev,
        listeners: asked
          .filter((id) => this.members.includes(id))
          .map((userId) => ({ userId, firstVisibleSeq: 1 })),
      };
    },
    readRoom: async (userId: string) =>
      this.members.includes(userId) ? { room: { id: ROOM }, userRev: 1 } : null,
    readChanges: async (_room: string, since: number) => this.update(since, this.rev, { from: "rows" }),
  } as unknown as HubSource;

  update(prevRev: number, rev: number, payload: object = {}, more: Partial<RoomUpdate> = {}): RoomUpdate {
    const body = JSON.stringify({ prevRev, rev, ...payload });
    return {
      roomId: ROOM,
      prevRev,
      rev,
      memberVersion: this.memberVersion,
      addedUserIds: [],
      removedUserIds: [],
      payload: body,
      lowestSeq: Number.MAX_SAFE_INTEGER,
      ...more,
    };
  }
}

let rows: Rows;
let received: string[];
let audience: Audience;
/** People without a connection. */
let away: Set<string>;

beforeEach(() => {
  vi.useFakeTimers();
  rows = new Rows();
  received = [];
  away = new Set();
  audience = new Audience(ROOM, rows.source, {
    connectionsOf: (userId) => (away.has(userId) ? undefined : [listenerOf(userId)]),
    onRemoved: (userId: string) => void received.push(`${userId} gone`),
  });
  for (const userId of rows.members)
    audience.addMember(userId, { rev: 1, memberVersion: 1, firstVisibleSeq: 1 });
});

afterEach(() => void vi.useRealTimers());

/** A connection of somebody, which notes down what it is told. */
const listenerOf = (userId: string): Connection => ({
  isGuest: false,
  userId,
  sessionId: userId,
  roomId: null,
  send(...frames) {
    for (const frame of frames) {
      const { type, rev, from } = JSON.parse(frame.plain);
      received.push([userId, type, rev, from].filter(Boolean).join(" "));
    }
  },
  end() {},
});

const settle = () => vi.advanceTimersByTimeAsync(1_000);

/** The rows answer a question only when they are let, as they are by then or, with `asItWas`, as they were when asked. */
function delayRead(question: "readAudience" | "readRoom", { asItWas = false } = {}): () => Promise<void> {
  const read = rows.source[question].bind(rows.source) as (...asked: unknown[]) => Promise<never>;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  rows.source[question] = async (...asked: unknown[]) => {
    rows.source[question] = read;
    const then = asItWas ? await read(...asked) : undefined;
    await held;
    return then ?? read(...asked);
  };
  return async () => {
    letGo();
    await settle();
  };
}

test("tells a change to everyone at once, without asking the rows", () => {
  audience.apply(rows.update(1, 2));
  expect(received).toEqual(["ada messages 2", "bob messages 2"]);
  expect(rows.reads).toBe(0);
});

test("R09: an update out of order is held, and sent in order", async () => {
  audience.apply(rows.update(2, 3));
  expect(received).toEqual([]);
  audience.apply(rows.update(1, 2));
  await settle();
  expect(received.filter((line) => line.startsWith("ada"))).toEqual(["ada messages 2", "ada messages 3"]);
});

test("an update that arrives twice is sent once", async () => {
  audience.apply(rows.update(1, 2));
  audience.apply(rows.update(1, 2));
  await settle();
  expect(received).toEqual(["ada messages 2", "bob messages 2"]);
});

test("R10: a change that never came is read from the rows after the hold", async () => {
  rows.rev = 3;
  audience.apply(rows.update(2, 3));
  await settle();
  expect(received).toEqual(["ada messages 3 rows", "bob messages 3 rows"]);
});

test("R10: a head ahead of the sent rev is read from the rows, without new traffic", async () => {
  rows.rev = 2;
  audience.compareRev(2);
  await settle();
  expect(received).toEqual(["ada messages 2 rows", "bob messages 2 rows"]);
});

test("S02: a removed member gets room_gone, but neither the removing change nor a later one", async () => {
  rows.members = ["ada"];
  rows.memberVersion = 2;
  audience.apply(rows.update(1, 2, {}, { removedUserIds: ["bob"] }));
  audience.apply(rows.update(2, 3));
  await settle();
  expect(received).toEqual(["bob gone", "ada messages 2", "ada messages 3"]);
});

test("S02: a removal whose notice was lost is found by the next change's member version", async () => {
  rows.members = ["ada"];
  rows.memberVersion = 2;
  rows.rev = 3;
  audience.apply(rows.update(2, 3));
  await settle();
  expect(received).toEqual(["bob gone", "ada messages 3 rows"]);
});

test("a new member gets the room before its next change", async () => {
  rows.members = ["ada", "bob", "eve"];
  rows.memberVersion = 2;
  const update = rows.update(1, 2, {}, { addedUserIds: ["eve"] });
  audience.expectMember("eve", update);
  audience.apply(update);
  await settle();
  expect(received.filter((line) => line.startsWith("eve"))).toEqual(["eve room", "eve messages 2"]);
});

test("while reads fail, no removed member gets a frame; afterwards everyone catches up", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const read = rows.source.readAudience;
  rows.source.readAudience = () => Promise.reject(new Error("away"));
  rows.members = ["ada"];
  rows.memberVersion = 2;
  rows.rev = 2;
  audience.apply(rows.update(1, 2));
  await settle();
  expect(received).toEqual([]);
  rows.source.readAudience = read;
  await settle();
  await settle();
  expect(received).toEqual(["bob gone", "ada messages 2 rows"]);
  expect(warned).toHaveBeenCalled();
  warned.mockRestore();
});

test("S08: a reader with hidden history gets a frame of their own, in the same order", () => {
  const items = [{ seq: 4 }, { seq: 5 }];
  const frames: string[] = [];
  audience = new Audience(ROOM, rows.source, {
    connectionsOf: (userId) => [
      { ...listenerOf(userId), send: (frame) => void frames.push(`${userId} ${frame?.plain}`) },
    ],
    onRemoved: () => {},
  });
  audience.addMember("ada", { rev: 1, memberVersion: 1, firstVisibleSeq: 1 });
  audience.addMember("cyd", { rev: 1, memberVersion: 1, firstVisibleSeq: 5 });
  audience.apply(rows.update(1, 3, { items }, { lowestSeq: 4 }));
  expect(frames).toEqual([
    'ada {"type":"messages","prevRev":1,"rev":3,"items":[{"seq":4},{"seq":5}]}',
    'cyd {"type":"messages","prevRev":1,"rev":3,"items":[{"seq":5}]}',
  ]);
});

test("a member who left and came back before the broadcast gets the room again", async () => {
  rows.memberVersion = 3;
  const back = rows.update(1, 3, {}, { addedUserIds: ["bob"] });
  audience.expectMember("bob", back);
  audience.apply(back);
  await settle();
  expect(received).toEqual(["bob room", "ada messages 3", "bob messages 3"]);
});

test("a member who came and went before the broadcast gets room_gone alone", async () => {
  audience.expectMember("eve", rows.update(1, 2, {}, { memberVersion: 2 }));
  rows.memberVersion = 3;
  rows.rev = 3;
  audience.apply(rows.update(1, 2, {}, { memberVersion: 2 }));
  audience.apply(rows.update(2, 3));
  await settle();
  expect(received.filter((line) => line.startsWith("eve"))).toEqual(["eve gone"]);
});

const HEAD = { rev: 1, memberVersion: 1, firstVisibleSeq: 1 };

test("a member who connects during a read of the members gets the next change", async () => {
  rows.members.push("eve");
  audience.invalidateMembers();
  const letGo = delayRead("readAudience");
  await settle();
  audience.addMember("eve", HEAD);
  await letGo();
  audience.apply(rows.update(1, 2));
  expect(received).toEqual(["eve room", "ada messages 2", "bob messages 2", "eve messages 2"]);
});

test("a member who connects while another is loaded gets the next change", async () => {
  rows.members.push("cyd", "eve");
  audience.invalidateMembers();
  audience.addMember("cyd", HEAD);
  const letGo = delayRead("readRoom");
  await settle();
  audience.addMember("eve", HEAD);
  await letGo();
  audience.apply(rows.update(1, 2));
  expect(received.filter((line) => line.startsWith("eve"))).toEqual(["eve room", "eve messages 2"]);
});

test("a member who reconnects while they are loaded gets the next change on the new connection", async () => {
  rows.members.push("eve");
  audience.invalidateMembers();
  audience.addMember("eve", HEAD);
  const letGo = delayRead("readRoom");
  await settle();
  away.add("eve");
  audience.removeMember("eve");
  await letGo();
  expect(audience.hasListener("eve")).toBe(false);
  away.delete("eve");
  audience.invalidateMembers();
  audience.addMember("eve", HEAD);
  await settle();
  audience.apply(rows.update(1, 2));
  expect(received.filter((line) => line.startsWith("eve"))).toEqual(["eve room", "eve messages 2"]);
});

test("S02: members invalidated again during a read are read again before anything is sent", async () => {
  audience.invalidateMembers();
  const letGo = delayRead("readAudience", { asItWas: true });
  await settle();
  rows.members = ["ada"];
  audience.invalidateMembers();
  audience.apply(rows.update(1, 2));
  await letGo();
  expect(received).toEqual(["bob gone", "ada messages 2"]);
});

test("a room with a loading member stays open when another leaves", async () => {
  audience.removeMember("bob");
  rows.members = ["eve"];
  audience.invalidateMembers();
  audience.addMember("eve", HEAD);
  const letGo = delayRead("readRoom");
  await settle();
  expect(audience.removeMember("ada")).toBe(false);
  await letGo();
  expect(audience.hasListener("eve")).toBe(true);
  expect(audience.removeMember("eve")).toBe(true);
});

test("a member whose load failed is loaded when the rows are back", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  rows.members.push("eve");
  audience.invalidateMembers();
  audience.addMember("eve", HEAD);
  const read = rows.source.readRoom;
  rows.source.readRoom = () => Promise.reject(new Error("away"));
  await settle();
  rows.source.readRoom = read;
  await settle();
  audience.apply(rows.update(1, 2));
  expect(received.filter((line) => line.startsWith("eve"))).toEqual(["eve room", "eve messages 2"]);
  expect(warned).toHaveBeenCalled();
  warned.mockRestore();
});
