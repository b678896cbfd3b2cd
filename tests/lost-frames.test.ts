import { expect, test, vi } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { deleteMessage } from "@/lib/domain/messages/edit/delete-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { addMembers, removeMember } from "@/lib/domain/rooms/members/members";
import { markAllRead } from "@/lib/domain/rooms/reading/mark-all-read";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { testDatabase } from "@/tests/support/database";
import { compareDevice, readDatabaseState } from "@/tests/support/model/database-state";
import { Device } from "@/tests/support/model/device";
import { Ledger } from "@/tests/support/model/ledger";
import { Rng } from "@/tests/support/random";
import { testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

vi.mock("@/lib/client/connection/live", () => import("@/tests/support/model/connection"));
vi.mock("@/lib/client/connection/rest", async (o) => (await import("@/tests/support/model/mocks")).rest(o));
vi.mock("@/lib/client/storage/local-data", async (o) =>
  (await import("@/tests/support/model/mocks")).localData(o),
);
vi.mock("@/lib/client/cache/cache-writer", async () =>
  (await import("@/tests/support/model/mocks")).cacheWriter(),
);

testDatabase();
const server = testServer();

type World = { ada: Person; bob: Person; den: string; attic: string; first: string };

async function world(): Promise<World> {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(ada, { kind: "group" })];
  const { message } = await sendMessage(ada, { room: den.id, text: "first" });
  return { ada, bob, den: den.id, attic: attic.id, first: message.id };
}

const LOST: [what: string, act: (world: World) => Promise<unknown>][] = [
  ["a message", ({ ada, den }) => sendMessage(ada, { room: den, text: "second" })],
  ["that a message was deleted", ({ ada, first }) => deleteMessage(ada, { message: first })],
  ["another topic", ({ ada, den }) => updateRoom(ada, { room: den, topic: "another" })],
  ["what was read on another device", ({ bob, den }) => markRead(bob, { room: den, lastReadSeq: 3 })],
  [
    "a room that is theirs now",
    ({ ada, bob, attic }) => addMembers(ada, { room: attic, userIds: [bob.userId] }),
  ],
  [
    "that a room is theirs no more",
    ({ ada, bob, den }) => removeMember(ada, { room: den, user: bob.userId }),
  ],
  [
    "that they were taken out and put in again",
    async ({ ada, bob, den }) => {
      await removeMember(ada, { room: den, user: bob.userId });
      await addMembers(ada, { room: den, userIds: [bob.userId] });
    },
  ],
];

test.each(LOST)(
  "R10: a device that missed %s knows it one heartbeat later, without other traffic",
  async (_what, act) => {
    const here = await world();
    const random = new Rng(1);
    const keeps = vi.spyOn(random, "below").mockReturnValue(1);
    const [device, other] = [await start(here, random), await start(here, new Rng(2))];
    other.line.isBad = false;

    keeps.mockReturnValue(0);
    await act(here);
    const fresh = await readDatabaseState(here.bob);
    await vi.waitFor(() => compareDevice(other, fresh, new Ledger()), { timeout: 10_000 });
    await device.line.quiet();
    keeps.mockReturnValue(1);
    expect(() => compareDevice(device, fresh, new Ledger()), "it was told after all").toThrow();

    await hub()!.broadcastAllHeads();
    await vi.waitFor(() => compareDevice(device, fresh, new Ledger()), { timeout: 10_000 });
    for (const one of [device, other]) one.stop();
  },
);

test("R10: a device that missed some of the rooms read at once knows it one heartbeat later", async () => {
  const here = await world();
  const { ada, bob, den, attic } = here;
  await addMembers(ada, { room: attic, userIds: [bob.userId] });
  for (const room of [den, attic]) await sendMessage(ada, { room, text: "unread" });
  const random = new Rng(1);
  const keeps = vi.spyOn(random, "below").mockReturnValue(1);
  const device = await start(here, random);
  const before = await readDatabaseState(bob);
  await vi.waitFor(() => compareDevice(device, before, new Ledger()), { timeout: 10_000 });

  keeps.mockReturnValueOnce(1).mockReturnValue(0);
  await markAllRead(bob, {});
  await device.line.quiet();
  keeps.mockReturnValue(1);
  const fresh = await readDatabaseState(bob);
  expect(() => compareDevice(device, fresh, new Ledger()), "it was told of both").toThrow();

  await hub()!.broadcastAllHeads();
  await vi.waitFor(() => compareDevice(device, fresh, new Ledger()), { timeout: 10_000 });
  device.stop();
});

async function start({ bob, den }: World, random: Rng): Promise<Device> {
  const device = await Device.start(server.port, bob, random);
  await device.visit(den);
  return device;
}
