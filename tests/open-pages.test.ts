import { expect, test, vi } from "vitest";
import { removeMember } from "@/lib/domain/rooms/members/members";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { updateWorkspace } from "@/lib/domain/workspace/update-workspace";
import { testDatabase } from "@/tests/support/database";
import { Device } from "@/tests/support/model/device";
import { Rng } from "@/tests/support/random";
import { testServer } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";

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

async function openPage() {
  const boss = await person("Boss", "administrator");
  const bob = await person("Bob");
  const den = await room(boss, { kind: "open" });
  const device = await Device.start(server.port, bob, new Rng(1));
  device.line.isBad = false;
  return { boss, bob, den, device, chat: device.chat };
}

test("an open page loses the name of a room that closes to its reader", async () => {
  const { boss, den, device, chat } = await openPage();
  await device.line.use(() => chat.openRooms.load());
  const names = () => Object.values(chat.openRooms.store.get()).map(({ id }) => id);
  expect(names()).toEqual([den.id]);
  await updateRoom(boss, { room: den.id, kind: "closed" });
  await vi.waitFor(() => expect(names()).toEqual([]));
  device.stop();
});

test("an open page follows the workspace's switch of link cards", async () => {
  const { boss, device, chat } = await openPage();
  expect(chat.linkCards.get()).toBe(true);
  await updateWorkspace(boss, { linkCards: false });
  await vi.waitFor(() => expect(chat.linkCards.get()).toBe(false));
  await updateWorkspace(boss, { linkCards: true });
  await vi.waitFor(() => expect(chat.linkCards.get()).toBe(true));
  device.stop();
});

test("an open page drops the files of a draft with its room", async () => {
  const { boss, bob, device, chat } = await openPage();
  const den = await room(boss, { kind: "group", members: [bob] });
  await vi.waitFor(() => expect(chat.workspace.get().rooms[den.id]).toBeDefined());
  const dropped = vi.spyOn(chat.uploads, "dropLost");
  await removeMember(boss, { room: den.id, user: bob.userId });
  await vi.waitFor(() => expect(dropped.mock.lastCall?.[0](den.id)).toBe(true));
  device.stop();
});
