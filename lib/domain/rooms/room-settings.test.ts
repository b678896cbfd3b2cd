import { describe, expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, refused, room, session } from "@/tests/support/world";
import { leaveRoom } from "./members/leave-room";
import { readRoom } from "./read-room";
import { setRoomSettings } from "./room-settings";

testDatabase();
const server = testServer();

const FOREVER = "9999-12-31T00:00:00.000Z";
const revOf = async ({ userId }: { userId: string }) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).rev;

describe("the caller's own settings in a room", () => {
  test("change one by one, and absent ones stay", async () => {
    const ada = await person();
    const den = await room(ada);
    const muted = { notify: "mentions", mutedUntil: FOREVER, isStarred: true };
    await setRoomSettings(ada, { room: den.id, notify: "mentions" });
    await setRoomSettings(ada, { room: den.id, mutedUntil: FOREVER });
    expect(await setRoomSettings(ada, { room: den.name!, isStarred: true })).toMatchObject(muted);
    expect(await readRoom(ada, { room: den.id })).toMatchObject(muted);
    expect(await setRoomSettings(ada, { room: den.id, mutedUntil: null, isStarred: false })).toMatchObject({
      notify: "mentions",
      mutedUntil: null,
      isStarred: false,
    });
  });

  test("are private", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await setRoomSettings(ada, { room: den.id, notify: "nothing", isStarred: true });
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ notify: "everything", isStarred: false });
  });

  test("S12: non-members find none, whatever the room's kind, and former members neither", async () => {
    const [ada, eve] = [await person("Ada", "administrator"), await person("Eve")];
    for (const kind of ["open", "password", "closed", "group"] as const) {
      const den = await room(ada, { kind, members: kind === "open" ? [eve] : [] });
      if (kind === "open") await leaveRoom(eve, { room: den.id });
      await expect(setRoomSettings(eve, { room: den.id, isStarred: true })).rejects.toMatchObject(
        refused("not_found"),
      );
    }
  });

  test.each([
    [{ notify: "loud" }, "notify"],
    [{ mutedUntil: "tomorrow" }, "mutedUntil"],
    [{ mutedUntil: "2020-01-01T00:00:00.000Z" }, "mutedUntil"],
    [{ isStarred: "yes" }, "isStarred"],
  ])("like %o are refused by the field's name", async (given, path) => {
    const ada = await person();
    const den = await room(ada);
    await expect(setRoomSettings(ada, { room: den.id, ...given } as never)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("are set again without a word to anyone, and the star keeps its time", async () => {
    const ada = await person();
    const den = await room(ada);
    const given = { room: den.id, isStarred: true, mutedUntil: FOREVER };
    const first = await setRoomSettings(ada, given);
    const which = { roomId_userId: { roomId: den.id, userId: ada.userId } };
    const { starredAt } = await db().membership.findUniqueOrThrow({ where: which });
    const rev = await revOf(ada);
    expect(await setRoomSettings(ada, given)).toEqual(first);
    expect(await revOf(ada)).toBe(rev);
    expect((await db().membership.findUniqueOrThrow({ where: which })).starredAt).toEqual(starredAt);
  });

  test("of a muted room count its unread messages all the same", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    await setRoomSettings(bob, { room: den.id, mutedUntil: FOREVER });
    await sendMessage(ada, { room: den.id, text: "hi" });
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ unreadCount: 1, mutedUntil: FOREVER });
  });

  test("set on two devices at once are both kept", async () => {
    const ada = await person();
    const den = await room(ada);
    await Promise.all([
      setRoomSettings(ada, { room: den.id, isStarred: true }),
      setRoomSettings(ada, { room: den.id, notify: "nothing" }),
      setRoomSettings(ada, { room: den.id, mutedUntil: FOREVER }),
    ]);
    expect(await readRoom(ada, { room: den.id })).toMatchObject({
      isStarred: true,
      notify: "nothing",
      mutedUntil: FOREVER,
    });
  });

  test("end with the membership, also when leaving comes first by a hair", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [, set] = await Promise.allSettled([
      leaveRoom(bob, { room: den.id }),
      setRoomSettings(bob, { room: den.id, isStarred: true }),
    ]);
    if (set.status === "rejected") expect(set.reason).toMatchObject(refused("not_found"));
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ role: null, isStarred: false });
  });
});

test.each(Object.entries(KINDS))("a %s socket of another device gets them", async (_kind, connect) => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const tablet = { ...ada, ...(await session(ada.userId)) };
  const [hers, his] = await Promise.all([connect(server.port, tablet), connect(server.port, bob)]);
  await setRoomSettings(ada, { room: den.id, isStarred: true });
  expect(await hers.until(({ type }) => type === "room")).toMatchObject({
    room: { id: den.id, isStarred: true },
  });
  await sendMessage(ada, { room: den.id, text: "done" });
  await his.until(({ type }) => type === "messages");
  expect(his.received.filter(({ type }) => type === "room")).toEqual([]);
  for (const client of [hers, his]) client.close();
});
