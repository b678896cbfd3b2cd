import { expect, test, vi } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, room } from "@/tests/support/world";
import { hubSource } from "../../live/hub-source";
import { leaveRoom } from "../../rooms/members/leave-room";
import { addReaction } from "../react";
import { sync } from "../sync";
import { sendMessage } from "./send-message";

// A room's head and its messages are read one after the other: what happens in between is made to happen here.

const between = vi.hoisted(() => ({ act: null as (() => Promise<unknown>) | null }));

vi.mock("../read-message", async (original) => {
  const real = await original<typeof import("../read-message")>();
  return {
    ...real,
    async selectMessages(...asked: Parameters<typeof real.selectMessages>) {
      const { act } = between;
      between.act = null;
      await act?.();
      return real.selectMessages(...asked);
    },
  };
});

testDatabase();

async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const { rev } = (await sendMessage(ada, { room: den.id, text: "known" })).message;
  const { message } = await sendMessage(ada, { room: den.id, text: "new" });
  await sendMessage(ada, { room: den.id, text: "newer" });
  return { ada, bob, den, rev, message };
}

const react = (who: Person, message: { id: string }) => async () => {
  await addReaction(who, { message: message.id, emoji: "👍" });
};

test("R20: a message that changes during a sync is not missing from its answer", async () => {
  const { ada, den, rev, message } = await world();
  between.act = react(ada, message);
  const { rooms } = await sync(ada, { rooms: { [den.id]: rev } });
  expect(rooms[0]!.items.map(({ text }) => text).sort()).toEqual(["new", "newer"]);
  expect(rooms[0]!.rev).toBe(rooms[0]!.room.rev);
});

test("R20: nor from the read of a hub that missed a change", async () => {
  const { ada, den, rev, message } = await world();
  between.act = react(ada, message);
  const changes = await hubSource.readChanges(den.id, rev);
  const { items } = JSON.parse(changes!.payload) as { items: { text: string }[] };
  expect(items.map(({ text }) => text)).toEqual(["new", "newer"]);
});

test("S02: a hub's read holds nothing later than the members it was made with", async () => {
  const { ada, bob, den, rev } = await world();
  between.act = async () => {
    await leaveRoom(bob, { room: den.id });
    await sendMessage(ada, { room: den.id, text: "he is gone" });
  };
  const changes = await hubSource.readChanges(den.id, rev);
  expect(changes!.payload).not.toContain("he is gone");
  expect(changes!.rev).toBe(rev + 2);
});
