import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { bus } from "@/lib/delivery/bus";
import { addMembers, removeMember } from "@/lib/domain/rooms/members/members";
import { testDatabase } from "@/tests/support/database";
import { type ServerProcess, startServer } from "@/tests/support/processes";
import { type Client, KINDS, type ReceivedFrame } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

// This process is a third one beside the two that are started: what it commits, it tells them.
testDatabase({ redisUrl: inject("redisUrl") });

const running: ServerProcess[] = [];

beforeAll(async () => {
  bus().subscribe(() => {});
  await vi.waitFor(() => expect(bus().state()).toBe("ok"), { timeout: 10_000 });
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()));
});

afterAll(() => bus().close());

const isStatus = (who: Person, isOnline: boolean) => (frame: ReceivedFrame) =>
  frame.type === "user_status" && frame.userId === who.userId && frame.isOnline === isOnline;

const isTyping = (who: Person, roomId: string) => (frame: ReceivedFrame) =>
  frame.type === "typing" && frame.userId === who.userId && frame.roomId === roomId;

/** Ada is connected to one process and Bob to another, and Bob knows that she is there. */
async function world() {
  const [one, two] = await Promise.all([startServer(inject("redisUrl")), startServer(inject("redisUrl"))]);
  running.push(one, two);
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const b = await KINDS["Socket.IO"](two.port, bob);
  const a = await KINDS.plain(one.port, ada);
  await b.until(isStatus(ada, true));
  return { one, two, ada, bob, den, a, b };
}

describe("between two processes", { timeout: 90_000 }, () => {
  test("a person connected to one is online for the other's people, and offline once it was killed", async () => {
    const { one, ada, b } = await world();
    await one.kill(); // It says no goodbye: its silence is noticed.
    expect(await b.until(isStatus(ada, false))).toMatchObject({ standing: "offline" });
  });

  test("a person with a socket in another process stays online when one is killed", async () => {
    const { one, two, ada, bob, b } = await world();
    const cyd = await person("Cyd");
    await room(bob, { members: [cyd] });
    const [again] = await Promise.all([KINDS.plain(two.port, ada), KINDS.plain(one.port, cyd)]);
    await b.until(isStatus(cyd, true));
    await one.kill();
    await b.until(isStatus(cyd, false)); // By now the killed process is forgotten, and all who were in it alone.
    await b.ask("ping");
    expect(b.received.filter(isStatus(ada, false))).toEqual([]);
    again.close();
  });

  test("typing reaches the room's members in both, and nobody else", async () => {
    const { two, ada, bob, den, a, b } = await world();
    const eve = await KINDS.plain(two.port, await person("Eve"));
    expect(await a.ask("typing", { roomId: den.id, isTyping: true })).toMatchObject({ type: "ack" });
    await b.until(isTyping(ada, den.id));
    expect(await b.ask("typing", { roomId: den.id, isTyping: true })).not.toHaveProperty("code");
    await a.until(isTyping(bob, den.id));
    await eve.ask("ping");
    expect(eve.received.filter(({ type }) => type === "typing")).toEqual([]);
  });

  test("S02: after a removal no typing passes between the removed member and the room, in any process", async () => {
    const { ada, bob, den, a, b } = await world();
    const attic = await room(ada, { members: [bob] });
    await heardRoom(b, attic.id, 1);
    for (let round = 1; round <= 8; round++) {
      await removeMember(ada, { room: den.id, user: bob.userId });
      // Typing has no commit: it comes after a removal where the process in which it was typed has heard of that.
      await expect.poll(() => removalsIn(den.id, a)).toBe(round);
      const before = b.received.length;
      await a.ask("typing", { roomId: den.id, isTyping: true });
      await typedIn(attic.id, a, b, round);
      const later = b.received.slice(before);
      expect(later.filter(isTyping(ada, den.id))).toEqual([]);
      expect(await b.ask("typing", { roomId: den.id, isTyping: true })).toMatchObject({ code: "not_found" });
      await addMembers(ada, { room: den.id, userIds: [bob.userId] });
      await heardRoom(b, den.id, round);
    }
    expect(a.received.filter(isTyping(bob, den.id))).toEqual([]);
  });
});

/** Until somebody has heard for the so manieth time that a room is theirs. */
const heardRoom = (client: Client, roomId: string, times: number) =>
  expect
    .poll(() => client.received.filter(({ type, room }) => type === "room" && idOf(room) === roomId).length, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(times);

/** Counts the removals that a client got in a room. */
const removalsIn = (roomId: string, { received }: Client): number =>
  received
    .filter((frame) => frame.type === "messages" && frame.roomId === roomId)
    .flatMap(({ items }) => items as { event?: { type: string } | null }[])
    .filter(({ event }) => event?.type === "removed").length;

const idOf = (shown: unknown) => (shown as { id: string }).id;

/** Typing somewhere else, which goes the same way and later: once it is there, so is what was typed before. */
async function typedIn(roomId: string, from: Client, to: Client, times: number): Promise<void> {
  const received = () =>
    to.received.filter((frame) => frame.type === "typing" && frame.roomId === roomId).length;
  await expect
    .poll(
      async () => {
        if (received() < times) await from.ask("typing", { roomId, isTyping: true });
        return received();
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(times);
}
