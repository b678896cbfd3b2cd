import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { runDueJobs, takeNextJob } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { endsAfter } from "@/tests/support/jobs";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room } from "@/tests/support/world";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { sync } from "../messages/sync";
import { createRoom } from "./create-room";
import { deleteRoom } from "./delete-room";
import { listRooms } from "./list-rooms";
import { joinRoom } from "./members/join-room";
import { leaveRoom } from "./members/leave-room";
import { addMembers } from "./members/members";
import { purgeRoomJob } from "./purge-room";
import { readRoom } from "./read-room";
import { startDirect } from "./start-direct";
import { updateRoom } from "./update/update-room";

testDatabase();
const server = testServer();

const purge = () => runDueJobs([purgeRoomJob]);

/** Runs what waits, and checks that nothing of the room is left in any table. */
async function expectPurged(roomId: string): Promise<void> {
  await purge();
  const where = { where: { roomId } };
  expect(await db().room.count({ where: { id: roomId } })).toBe(0);
  expect(await db().message.count(where)).toBe(0);
  expect(await db().membership.count(where)).toBe(0);
  expect(await db().membershipChange.count(where)).toBe(0);
  expect(await db().formerRoomName.count(where)).toBe(0);
  expect(await db().job.count({ where: { key: roomId } })).toBe(0);
}

describe("deleting a room", () => {
  test("takes it from everyone at once, frees its names and externalId, and clears its rows away", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const externalId = `order-${ada.username}`;
    const name = `Den ${ada.username}`;
    const den = await createRoom(ada, { kind: "open", name: `Old ${name}`, externalId });
    await updateRoom(ada, { room: den.id, name });
    await joinRoom(bob, { room: den.id });
    const { message } = await sendMessage(bob, { room: den.id, text: "gone soon" });

    await deleteRoom(ada, { room: name });
    for (const who of [ada, bob]) {
      for (const reference of [den.id, name, `Old ${name}`])
        await expect(readRoom(who, { room: reference })).rejects.toMatchObject(refused("not_found"));
      await expect(readMessage(who, { message: message.id })).rejects.toMatchObject(refused("not_found"));
      await expect(sendMessage(who, { room: den.id, text: "x" })).rejects.toMatchObject(refused("not_found"));
      expect((await listRooms(who, {})).items).toEqual([]);
      expect((await listRooms(who, { scope: "browse", q: name })).items).toEqual([]);
      expect(await sync(who, { rooms: { [den.id]: 1 } })).toMatchObject({ rooms: [], lost: [den.id] });
    }
    await expect(deleteRoom(ada, { room: den.id })).rejects.toMatchObject(refused("not_found"));
    expect(await createRoom(bob, { kind: "open", name, externalId })).toMatchObject({ name, externalId });
    expect(await createRoom(bob, { kind: "open", name: `Old ${name}` })).toMatchObject({ memberCount: 1 });
    await expectPurged(den.id);
  });

  test("is for its owner and administrators; of a group for its owner alone, of a direct conversation for nobody", async () => {
    const [ada, bob, mia, ann] = [
      await person("Ada"),
      await person("Bob"),
      await person("Mia"),
      await person("Ann", "administrator"),
    ];
    const den = await room(ada, { members: [bob, mia] });
    const moderator = { where: { roomId: den.id, userId: mia.userId }, data: { role: "moderator" } } as const;
    await db().membership.updateMany(moderator);
    for (const who of [bob, mia, await person("Eve")])
      await expect(deleteRoom(who, { room: den.id })).rejects.toMatchObject(
        refused("forbidden", "not_yours"),
      );
    await updateRoom(ada, { room: den.id, archived: true });
    await deleteRoom(ann, { room: den.id });

    const crew = await room(ada, { kind: "group", members: [bob] });
    await expect(deleteRoom(ann, { room: crew.id })).rejects.toMatchObject(refused("not_found"));
    await expect(deleteRoom(bob, { room: crew.id })).rejects.toMatchObject(refused("forbidden"));
    await deleteRoom(ada, { room: crew.id });
    const { room: pair } = await startDirect(ann, { userId: ada.userId });
    await expect(deleteRoom(ann, { room: pair.id })).rejects.toMatchObject(refused("forbidden"));
    await expect(deleteRoom(bob, { room: pair.id })).rejects.toMatchObject(refused("not_found"));
    await expect(deleteRoom(ada, { room: "" })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "room" }] },
    });
    const noted = (targetId: string) => db().auditEntry.findMany({ where: { targetId } });
    expect(await noted(crew.id)).toEqual([]);
    expect((await noted(den.id)).at(-1)).toMatchObject({ action: "room.delete", targetName: den.name });
  });

  /** A room with so many messages, deleted. */
  async function deletedRoom(messages: number) {
    const ada = await person();
    const den = await room(ada);
    await db().job.deleteMany();
    await db().message.createMany({
      data: Array.from({ length: messages }, (_, i) => ({
        id: uuid(),
        roomId: den.id,
        seq: i + 10,
        rev: i + 10,
        senderId: ada.userId,
        text: "m",
        clientId: uuid(),
      })),
    });
    await deleteRoom(ada, { room: den.id });
    return den;
  }

  test("resumes the purge of a process that died in between", async () => {
    const den = await deletedRoom(2_500);
    const dead = await takeNextJob([purgeRoomJob]);
    const run = { id: dead!.id, signal: endsAfter(1) };
    await expect(purgeRoomJob.run({ roomId: den.id }, run)).rejects.toThrow("died");
    const left = await db().message.count({ where: { roomId: den.id } });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1_000);

    expect(await purge(), "its lease has not passed").toBe(0);
    await db().job.updateMany({ data: { runAt: new Date(0) } });
    await expectPurged(den.id);
  });

  test("is purged once by two processes that do it at the same time", async () => {
    const den = await deletedRoom(2_500);
    const run = { id: uuid(), signal: new AbortController().signal };
    await Promise.all([purge(), purgeRoomJob.run({ roomId: den.id }, run)]);
    await expectPurged(den.id);
  });

  test("never purges a room that is not deleted", async () => {
    const ada = await person();
    const den = await room(ada);
    await sendMessage(ada, { room: den.id, text: "stays" });
    await purgeRoomJob.run({ roomId: den.id }, { id: uuid(), signal: new AbortController().signal });
    expect(await db().message.count({ where: { roomId: den.id, kind: "user" } })).toBe(1);
    expect((await readRoom(ada, { room: den.id })).id).toBe(den.id);
  });
});

describe("a room deleted at the same time", () => {
  /** Every end is as it should be or a refusal that is meant for people: a 500 would be another kind of error. */
  const expectNoFailure = (ends: PromiseSettledResult<unknown>[]) => {
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject(refused("not_found"));
  };

  test("as people send, join, add, leave and change it leaves no orphan and no member", async () => {
    const ada = await person("Ada");
    const members = await Promise.all(Array.from({ length: 6 }, (_, i) => person(`M${i}`)));
    const comers = await Promise.all(Array.from({ length: 6 }, (_, i) => person(`C${i}`)));
    const den = await room(ada, { members });
    const added = await Promise.all(Array.from({ length: 6 }, (_, i) => person(`A${i}`)));
    const act = (i: number): Promise<unknown>[] => [
      sendMessage(members[i]!, { room: den.id, text: `${i}` }),
      joinRoom(comers[i]!, { room: i % 2 ? den.name! : den.id }),
      updateRoom(ada, { room: den.id, topic: `${i}` }),
      addMembers(ada, { room: den.id, userIds: [added[i]!.userId] }),
      leaveRoom(members[i]!, { room: den.id }),
      sendMessage(ada, { room: den.id, text: "also" }),
    ];
    const before = [0, 1, 2].flatMap(act);
    const deleted = deleteRoom(ada, { room: den.id });
    const after = [3, 4, 5].flatMap(act);
    expectNoFailure(await Promise.allSettled([...before, ...after]));
    await deleted;
    await expectPurged(den.id);
    for (const who of [ada, ...members, ...comers, ...added])
      expect((await listRooms(who, {})).items).toEqual([]);
  });

  test("twice is deleted once", async () => {
    const ada = await person();
    const den = await room(ada);
    const ends = await Promise.allSettled([1, 2, 3].map(() => deleteRoom(ada, { room: den.id })));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expectNoFailure(ends);
  });

  test("as its name is taken by another: who comes after has it, who comes before is refused", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada);
    const [taken] = await Promise.allSettled([
      createRoom(bob, { kind: "open", name: den.name! }),
      deleteRoom(ada, { room: den.id }),
    ]);
    if (taken.status === "rejected") expect(taken.reason).toMatchObject(refused("conflict"));
    const fresh = await createRoom(bob, { kind: "open", name: den.name! }).catch(() => null);
    expect(await readRoom(bob, { room: den.name! })).toMatchObject({ role: "owner" });
    expect(fresh !== null).toBe(taken.status === "rejected");
  });
});

describe.each(Object.entries(KINDS))("S02: on a %s socket", (_kind, connect) => {
  test("a deleted room is gone for everyone in it, without a later frame", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const other = await room(ada, { members: [bob] });
    const clients = await Promise.all([ada, bob].map((who: Person) => connect(server.port, who)));
    await Promise.allSettled([
      deleteRoom(ada, { room: den.id }),
      ...Array.from({ length: 10 }, () => sendMessage(bob, { room: den.id, text: "late" })),
    ]);
    await sendMessage(ada, { room: other.id, text: "on" });
    for (const client of clients) {
      await client.until(({ type, roomId }) => type === "room_gone" && roomId === den.id);
      await client.until(({ type, roomId }) => type === "messages" && roomId === other.id);
      const gone = client.received.findIndex(({ type }) => type === "room_gone");
      const later = client.received.slice(gone + 1).filter(({ roomId }) => roomId === den.id);
      expect(later).toEqual([]);
      expect(await client.ask("message", { roomId: den.id, text: "x", clientId: uuid() })).toMatchObject({
        code: "not_found",
      });
      client.close();
    }
  });
});
