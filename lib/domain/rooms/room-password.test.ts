import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { testDatabase } from "@/tests/support/database";
import { KINDS, served } from "@/tests/support/served";
import { type Person, person, ROOM_PASSWORD, refused, room } from "@/tests/support/world";
import { sendMessage } from "../messages/send-message";
import { joinRoom } from "./join-room";
import { listRooms } from "./list-rooms";
import { readRoom } from "./read-room";
import { updateRoom } from "./update-room";

testDatabase();
const server = served();

const makeModerator = (who: Person, roomId: string) =>
  db().membership.updateMany({ where: { roomId, userId: who.userId }, data: { role: "moderator" } });

/** The lines that tell of changes, oldest first. */
const linesOf = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "system" }, orderBy: { seq: "asc" } })).map(
    ({ event }) => event as { type: string; value: string | null },
  );

describe("a room's password", () => {
  test("when changed leaves everyone in, and takes the new one of who comes after", async () => {
    const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
    const safe = await room(ada, { kind: "password", members: [bob] });
    const changed = await updateRoom(ada, { room: safe.id, password: "new one" });
    expect(changed).toMatchObject({ memberCount: 2 });
    expect((await linesOf(safe.id)).at(-1)).toMatchObject({ type: "password", value: null });
    await expect(joinRoom(eve, { room: safe.id, password: ROOM_PASSWORD })).rejects.toMatchObject(
      refused("forbidden", "wrong_room_password"),
    );
    expect(await joinRoom(eve, { room: safe.id, password: "new one" })).toMatchObject({ memberCount: 3 });
  });

  test("asked of everyone again puts all out but the owners and who did it, until they give it", async () => {
    const [ada, bob, mia, ann] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await person("Ann", "administrator"),
    ];
    const safe = await room(ada, { kind: "password", members: [bob, mia, ann] });
    await makeModerator(mia, safe.id);
    await sendMessage(ada, { room: safe.id, text: "before" });
    await db().membership.updateMany({
      where: { roomId: safe.id, userId: bob.userId },
      data: { notify: "mentions", firstVisibleSeq: 2 },
    });
    const asked = await updateRoom(mia, { room: safe.id, password: "new one", askAgain: true });
    expect(asked).toMatchObject({ memberCount: 2, role: "moderator" });
    expect((await linesOf(safe.id)).at(-1)).toMatchObject({ type: "asked_again" });
    for (const gone of [bob, ann])
      await expect(sendMessage(gone, { room: safe.id, text: "x" })).rejects.toMatchObject(
        refused("not_found"),
      );
    await sendMessage(ada, { room: safe.id, text: "meanwhile" });

    const browsed = await listRooms(bob, { scope: "browse", q: safe.name! });
    expect(browsed.items).toMatchObject([{ id: safe.id, hasLapsed: true, lastMessage: null }]);
    expect(await joinRoom(bob, { room: safe.id, password: "new one" })).toMatchObject({
      notify: "mentions",
      firstVisibleSeq: 2,
      hasLapsed: false,
      unreadCount: 0,
    });
    expect((await listRooms(await person("Eve"), { scope: "browse", q: safe.name! })).items).toMatchObject([
      { hasLapsed: false },
    ]);
  });

  test("changed against joins with the old one: whoever got in did so before, the rest are refused", async () => {
    const ada = await person();
    const safe = await room(ada, { kind: "password" });
    const comers = await Promise.all(Array.from({ length: 4 }, (_, i) => person(`P${i}`)));
    const joins = comers.map((who) => joinRoom(who, { room: safe.id, password: ROOM_PASSWORD }));
    const [changed, ...ends] = await Promise.allSettled([
      updateRoom(ada, { room: safe.id, password: "new one", askAgain: true }),
      ...joins,
    ]);
    expect(changed!.status).toBe("fulfilled");
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject(refused("forbidden", "wrong_room_password"));
    const members = await db().membership.findMany({ where: { roomId: safe.id } });
    expect(members.map(({ userId }) => userId)).toEqual([ada.userId]);
    const { memberCount, seq } = await readRoom(ada, { room: safe.id });
    expect(memberCount).toBe(1);
    expect(await db().message.count({ where: { roomId: safe.id } })).toBe(seq);
  });
});

describe.each(Object.entries(KINDS))("S02: on a %s socket", (_kind, connect) => {
  test("those who are asked for the new password hear that the room is gone, and nothing that is said in it then", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const safe = await room(ada, { kind: "password", members: [bob] });
    const other = await room(ada, { members: [bob] });
    const client = await connect(server.port, bob);
    const [asked] = await Promise.all([
      updateRoom(ada, { room: safe.id, password: "new one", askAgain: true }),
      ...Array.from({ length: 10 }, () => sendMessage(ada, { room: safe.id, text: "after" })),
    ]);
    await sendMessage(ada, { room: safe.id, text: "not theirs" });
    await sendMessage(ada, { room: other.id, text: "on" });
    await client.until(({ type, roomId }) => type === "room_gone" && roomId === safe.id);
    await client.until(({ type, roomId }) => type === "messages" && roomId === other.id);
    const later = client.heard.filter(({ roomId, rev }) => roomId === safe.id && Number(rev) >= asked.rev);
    expect(later).toEqual([]);
    await joinRoom(bob, { room: safe.id, password: "new one" });
    await client.until(({ type, room }) => type === "room" && (room as { id: string }).id === safe.id);
    client.close();
  });
});
