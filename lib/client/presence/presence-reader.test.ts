import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MyRoomView, PresenceView } from "@/lib/shared/views";
import { createStore } from "../state/store";
import { type Presences, reducePresence } from "./presence";
import { createPresenceReader } from "./presence-reader";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const conversation = (id: string, ...people: string[]) =>
  ({ id, kind: "group", people: people.map((id) => ({ id })) }) as MyRoomView;

function world(...begun: MyRoomView[]) {
  const state = { rooms: Object.fromEntries(begun.map((room) => [room.id, room])), asked: 0 };
  const there = new Set(["bob", "cid"]);
  const store = createStore(reducePresence, {} as Presences);
  const reader = createPresenceReader({
    store,
    rooms: () => state.rooms,
    read: async () => {
      state.asked += 1;
      const items = [...there].map((userId): PresenceView => ({ userId, standing: "online" }));
      return { ok: true, data: { items } };
    },
  });
  return {
    ...reader,
    state,
    standing: (userId: string) => store.get()[userId]?.standing,
    async change(...rooms: MyRoomView[]) {
      state.rooms = { ...state.rooms, ...Object.fromEntries(rooms.map((room) => [room.id, room])) };
      reader.onRoomsChanged();
      await vi.advanceTimersByTimeAsync(100);
    },
  };
}

test("the first conversation shows at once who is there", async () => {
  const { readAll, change, standing } = world();
  await readAll();
  await change(conversation("two", "me", "bob"));
  expect(standing("bob")).toBe("online");
});

test("somebody who is added to a group is asked about, and who is not there is offline", async () => {
  const { readAll, change, standing } = world(conversation("three", "me", "bob"));
  await readAll();
  await change(conversation("three", "me", "bob", "dan", "cid"));
  expect([standing("cid"), standing("dan")]).toEqual(["online", "offline"]);
});

test("rooms that come together are asked about once, and what is known is not asked again", async () => {
  const { readAll, change, state } = world();
  await readAll();
  await change(conversation("two", "me", "bob"), conversation("three", "me", "cid"));
  await change({ ...state.rooms.two!, seq: 9 });
  await change(conversation("four", "bob", "cid", "me"));
  expect(state.asked).toBe(2);
});

test("nothing is asked before there is a connection, nor after its end", async () => {
  const { readAll, onRoomsChanged: look, stop, change, state } = world();
  await change(conversation("two", "me", "bob"));
  expect(state.asked).toBe(0);
  await readAll();
  state.rooms = { ...state.rooms, three: conversation("three", "eve") };
  look();
  stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(state.asked).toBe(1);
});
