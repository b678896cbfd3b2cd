import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { twoRooms } from "@/tests/support/two-rooms";
import { type Person, person, refused, session } from "@/tests/support/world";
import { deletePerson } from "../administration/delete-person";
import { deleteRoom } from "../rooms/delete-room";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { removeMember } from "../rooms/members/members";
import { purgeRoomJob } from "../rooms/purge-room";
import { updateRoom } from "../rooms/update/update-room";
import { deleteMessage } from "./edit/delete-message";
import { editMessage } from "./edit/edit-message";
import { listSaved, listSavedHere } from "./list-saved";
import { saveMessage, unsaveMessage } from "./save-message";

testDatabase();
const server = testServer();

const savedBy = async (who: Person) => (await listSaved(who, {})).items.map(({ text }) => text);

describe("a saved message", () => {
  test("is found across rooms, saved last first, and marked in its room", async () => {
    const { bob, den, attic, say } = await twoRooms();
    const [one, two, three] = [await say("one"), await say("two", attic), await say("three")];
    for (const { id } of [three, one, two]) await saveMessage(bob, { message: id });
    await saveMessage(bob, { message: three.id });
    expect(await savedBy(bob)).toEqual(["two", "one", "three"]);
    expect(await listSavedHere(bob, { room: den.id })).toEqual({ seqs: [one.seq, three.seq] });
    await unsaveMessage(bob, { message: one.id });
    await unsaveMessage(bob, { message: one.id });
    expect(await savedBy(bob)).toEqual(["two", "three"]);
  });

  test("comes as it now is", async () => {
    const { ada, bob, say } = await twoRooms();
    const { id } = await say("befor");
    await saveMessage(bob, { message: id });
    await editMessage(ada, { message: id, text: "before" });
    expect(await savedBy(bob)).toEqual(["before"]);
  });

  test("is saved for nobody else, and its room does not move", async () => {
    const { ada, bob, den, say } = await twoRooms();
    const { id } = await say("mine alone");
    const { rev } = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    await saveMessage(bob, { message: id });
    expect(await savedBy(ada)).toEqual([]);
    expect(await listSavedHere(ada, { room: den.id })).toEqual({ seqs: [] });
    expect((await db().room.findUniqueOrThrow({ where: { id: den.id } })).rev).toBe(rev);
  });

  test("is not found by an outsider", async () => {
    const [{ den, say }, eve] = [await twoRooms(), await person("Eve")];
    const { id } = await say("private");
    for (const ask of [
      () => saveMessage(eve, { message: id }),
      () => unsaveMessage(eve, { message: id }),
      () => listSavedHere(eve, { room: den.id }),
    ])
      await expect(ask()).rejects.toMatchObject(refused("not_found"));
  });

  test("may be of an archived room", async () => {
    const { ada, bob, den, say } = await twoRooms();
    const { id } = await say("old");
    await updateRoom(ada, { room: den.id, archived: true });
    await saveMessage(bob, { message: id });
    expect(await savedBy(bob)).toEqual(["old"]);
  });

  test("and that is deleted, is gone, and cannot be saved any more", async () => {
    const { ada, bob, den, say } = await twoRooms();
    const { id } = await say("oops");
    await saveMessage(bob, { message: id });
    await deleteMessage(ada, { message: id });
    expect(await savedBy(bob)).toEqual([]);
    expect(await listSavedHere(bob, { room: den.id })).toEqual({ seqs: [] });
    expect(await db().savedMessage.count({ where: { messageId: id } })).toBe(0);
    await expect(saveMessage(bob, { message: id })).rejects.toMatchObject(refused("gone"));
  });

  test.each([{ message: "den" }, {}])("named by %j is refused", async (input) => {
    await expect(saveMessage(await person(), input as never)).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("once more by many requests at once is saved once", async () => {
    const { bob, say } = await twoRooms();
    const { id } = await say("again");
    await Promise.all(Array.from({ length: 5 }, () => saveMessage(bob, { message: id })));
    expect(await savedBy(bob)).toEqual(["again"]);
    await Promise.all(
      [...Array(3)].map((_, i) => (i % 2 ? saveMessage : unsaveMessage)(bob, { message: id })),
    );
    expect((await savedBy(bob)).length).toBeLessThan(2);
  });

  test("beyond the limit is refused", async () => {
    const { bob, den, say } = await twoRooms();
    const { id } = await say("too many");
    await db().$executeRaw`
      INSERT INTO message (id, room_id, seq, rev, sender_id, text, client_id)
      SELECT gen_random_uuid(), ${den.id}::uuid, 1000 + n, 1000 + n, ${bob.userId}::uuid, 'm', 'k' || n
        FROM generate_series(1, ${LIMITS.savedMessages}::int) n`;
    await db().$executeRaw`
      INSERT INTO saved_message (message_id, user_id, room_id, version)
      SELECT id, ${bob.userId}::uuid, room_id, 0 FROM message WHERE seq > 1000 AND room_id = ${den.id}::uuid`;
    await expect(saveMessage(bob, { message: id })).rejects.toMatchObject(
      refused("conflict", "too_many_saved"),
    );
  });

  test.each(Object.entries(KINDS))(
    "reaches a %s socket of another device, and nobody else",
    async (_kind, connect) => {
      const { ada, bob, den, say } = await twoRooms();
      const { id, seq } = await say("here");
      const tablet = { ...bob, ...(await session(bob.userId)) };
      const [his, hers] = await Promise.all([connect(server.port, tablet), connect(server.port, ada)]);
      await saveMessage(bob, { message: id });
      expect(await his.until(({ type }) => type === "saved")).toMatchObject({
        roomId: den.id,
        messageId: id,
        seq,
        isSaved: true,
      });
      await unsaveMessage(bob, { message: id });
      await his.until(({ type, isSaved }) => type === "saved" && isSaved === false);
      expect(hers.received.filter(({ type }) => type === "saved")).toEqual([]);
      for (const client of [his, hers]) client.close();
    },
  );
});

describe("S12, S13: a person who lost the room", () => {
  test("finds nothing of it among their saved messages, and all of it when they are back", async () => {
    const { ada, bob, den, attic, say } = await twoRooms();
    const [lost, kept] = [await say("lost"), await say("kept", attic)];
    for (const { id } of [lost, kept]) await saveMessage(bob, { message: id });
    await removeMember(ada, { room: den.id, user: bob.username });
    expect(await savedBy(bob)).toEqual(["kept"]);
    await joinRoom(bob, { room: den.id });
    expect(await savedBy(bob)).toEqual(["kept", "lost"]);
  });

  test("does not get back those in hidden history", async () => {
    const { ada, bob, den, say } = await twoRooms();
    const { id } = await say("before");
    await saveMessage(bob, { message: id });
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    expect(await savedBy(bob)).toEqual([]);
    expect(await listSavedHere(bob, { room: den.id })).toEqual({ seqs: [] });
  });

  test("because it or they were deleted leaves no rows behind", async () => {
    const { ada, bob, den, attic, say } = await twoRooms();
    for (const { id } of [await say("one"), await say("two", attic)]) await saveMessage(bob, { message: id });
    await deleteRoom(ada, { room: den.id });
    expect(await savedBy(bob)).toEqual(["two"]);
    await runDueJobs([purgeRoomJob]);
    expect(await db().savedMessage.count({ where: { roomId: den.id } })).toBe(0);
    await deletePerson(await person("Boss", "administrator"), { user: bob.username });
    expect(await db().savedMessage.count({ where: { userId: bob.userId } })).toBe(0);
  });
});

test("a long list comes in pages without holes or doubles", async () => {
  const { bob, say } = await twoRooms();
  for (let i = 0; i < 7; i++) await saveMessage(bob, { message: (await say(`${i}`)).id });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listSaved(bob, { limit: 3, cursor });
    found.push(...page.items.map(({ text }) => text));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(found).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
  await expect(listSaved(bob, { cursor: "x" })).rejects.toMatchObject(refused("validation_failed"));
});
