import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { runDueJobs, takeNextJob } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { endsAfter } from "@/tests/support/jobs";
import { PASSWORD, type Person, person, refused, room, withPassword } from "@/tests/support/world";
import { logIn } from "../accounts/login/log-in";
import { createApiToken } from "../accounts/sessions/api-token";
import { claimOfBearer } from "../accounts/sessions/bearer";
import { listMessages } from "../messages/list-messages";
import { sendMessage } from "../messages/send/send-message";
import { sync } from "../messages/sync";
import { listUsers } from "../people/list-users";
import { readAccount } from "../people/read-account";
import { readUser } from "../people/read-user";
import { leaveRoom } from "../rooms/members/leave-room";
import { listMembers } from "../rooms/members/list-members";
import { startDirect } from "../rooms/start-direct";
import { rewriteMessagesJob } from "./apply-messages-fate";
import { deletePerson } from "./delete-person";
import { listPeople } from "./list-people";
import { reactivatePerson } from "./people";

testDatabase();

const boss = () => person("Boss", "administrator");
const say = (who: Person, roomId: string, text: string) => sendMessage(who, { room: roomId, text });
const rewriteMessages = () => runDueJobs([rewriteMessagesJob]);
const messagesOf = async (who: Person, roomId: string) =>
  (await listMessages(who, { room: roomId, limit: 200 })).items;

describe("deleting an account", () => {
  test("removes name, credentials and memberships; rooms keep an owner and get the change", async () => {
    const [admin, ada, bob] = [await boss(), await withPassword(await person("Ada")), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const { token } = await createApiToken(ada, { name: "t", scopes: ["read"] });
    await db().user.update({
      where: { id: ada.userId },
      data: { email: "ada@example.org", emailKey: "ada@example.org" },
    });
    const before = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    await deletePerson(admin, { user: ada.username });

    await expect(readAccount(ada, {})).rejects.toMatchObject(refused("unauthenticated"));
    expect(await claimOfBearer(token)).toBeNull();
    const again = logIn(anonymous({ address: "203.0.113.1" }), {
      username: ada.username,
      password: PASSWORD,
    });
    await expect(again).rejects.toMatchObject(refused("unauthenticated", "wrong_credentials"));
    const row = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
    expect(JSON.stringify(row)).not.toMatch(/ada/i);
    expect(row).toMatchObject({
      displayName: "Deleted account",
      email: null,
      passwordHash: null,
      role: "member",
    });

    const { items } = await listMembers(bob, { room: den.id });
    expect(items.map(({ user, role }) => [user.id, role])).toEqual([[bob.userId, "owner"]]);
    const after = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    expect(after).toMatchObject({ memberVersion: before.memberVersion + 1, memberCount: 1 });
    expect(after.rev).toBeGreaterThan(before.rev);
    expect((await listUsers(bob, {})).items.map(({ id }) => id)).not.toContain(ada.userId);
    expect((await listPeople(admin, {})).items.map(({ id }) => id)).not.toContain(ada.userId);
    expect(
      await db().auditEntry.findFirst({ where: { action: "person.delete", targetId: ada.userId } }),
    ).toMatchObject({
      actorId: admin.userId,
      targetName: ada.username,
      details: { messages: "keep" },
    });
  });

  test("keeps the messages under no name, and a direct conversation its other side", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const den = await room(bob, { members: [ada] });
    await say(ada, den.id, "kept");
    const { room: pair } = await startDirect(bob, { userId: ada.userId });
    await deletePerson(admin, { user: ada.userId, messages: "keep" });
    await rewriteMessages();
    const items = await messagesOf(bob, den.id);
    expect(items.find(({ text }) => text === "kept")?.sender).toMatchObject({
      displayName: "Deleted account",
    });
    expect(JSON.stringify(items)).not.toContain("Ada");
    const { gained } = await sync(bob, { rooms: {} });
    expect(
      gained
        .find(({ id }) => id === pair.id)
        ?.people.map(({ displayName }) => displayName)
        .sort(),
    ).toEqual(["Bob", "Deleted account"]);
  });

  test("erases the messages on request, in former rooms too, each as a change in sync", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const [den, old] = [await room(bob, { members: [ada] }), await room(bob, { members: [ada] })];
    for (let i = 0; i < 205; i++) await say(ada, den.id, `word ${i}`);
    await say(ada, old.id, "long ago");
    await say(bob, den.id, "mine stays");
    await leaveRoom(ada, { room: old.id });
    const { rev } = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    await deletePerson(admin, { user: ada.userId, messages: "erase" });
    await rewriteMessages();

    const texts = [...(await db().message.findMany({ where: { senderId: ada.userId, kind: "user" } }))];
    expect(texts).toHaveLength(206);
    expect(texts.every(({ text, deletedAt }) => text === "" && deletedAt)).toBe(true);
    expect((await messagesOf(bob, den.id)).filter(({ text }) => text === "mine stays")).toHaveLength(1);
    const revs = await db().message.findMany({
      where: { roomId: den.id, rev: { gt: rev } },
      select: { rev: true },
    });
    expect(new Set(revs.map((one) => one.rev)).size).toBe(revs.length);
    const synced = await sync(bob, { rooms: { [den.id]: rev } });
    expect(synced.rooms[0]?.items).toHaveLength(200);
    expect(await db().user.findUnique({ where: { id: ada.userId } })).toMatchObject({ messagesFate: null });
  });

  test("erases each message once, though the process dies in between and two go on with it", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    const den = await room(bob, { members: [ada] });
    await db().message.createMany({
      data: Array.from({ length: 450 }, (_, i) => ({
        id: uuid(),
        roomId: den.id,
        seq: 1_000 + i,
        rev: 1_000 + i,
        senderId: ada.userId,
        text: `word ${i}`,
        clientId: `${String(i).padStart(3, "0")}`,
      })),
    });
    await db().job.deleteMany();
    await deletePerson(admin, { user: ada.userId, messages: "erase" });
    const { rev } = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    const dead = await takeNextJob([rewriteMessagesJob]);
    await expect(
      rewriteMessagesJob.run({ userId: ada.userId }, { id: dead!.id, signal: endsAfter(2) }),
    ).rejects.toThrow();
    const texts = { senderId: ada.userId, kind: "user", text: { not: "" } } as const;
    const left = await db().message.count({ where: texts });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(450);

    expect(await rewriteMessages(), "its lease has not passed").toBe(0);
    await db().job.updateMany({ data: { runAt: new Date(0) } });
    const run = { id: dead!.id, signal: new AbortController().signal };
    await Promise.all([rewriteMessages(), rewriteMessagesJob.run({ userId: ada.userId }, run)]);
    expect(await db().message.count({ where: texts })).toBe(0);
    const after = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    // Two runs may both take the name out of a line such as "Ada joined", which changes nothing the second time.
    expect(after.rev - rev, "each message takes one rev").toBeLessThan(460);
    expect(await db().job.count()).toBe(0);
    expect(await db().user.findUnique({ where: { id: ada.userId } })).toMatchObject({ messagesFate: null });
  });

  test("is not for members or anonymous callers, nor for an unknown person, nor twice", async () => {
    const [admin, ada, bob] = [await boss(), await person("Ada"), await person("Bob")];
    await expect(deletePerson(bob, { user: ada.userId })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    await expect(deletePerson(anonymous(), { user: ada.userId })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(deletePerson(admin, { user: "nobody-here" })).rejects.toMatchObject(refused("not_found"));
    await expect(deletePerson(admin, { user: ada.userId, messages: "sell" as "keep" })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    const ends = await Promise.allSettled([1, 2].map(() => deletePerson(admin, { user: ada.userId })));
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(reactivatePerson(admin, { user: ada.userId })).rejects.toMatchObject(refused("not_found"));
  });

  test("of the last administrator is refused, also when two delete each other at once", async () => {
    await db().user.updateMany({ data: { role: "member" } });
    const [ada, bob] = [await boss(), await boss()];
    const ends = await Promise.allSettled([
      deletePerson(ada, { user: bob.userId }),
      deletePerson(bob, { user: ada.userId }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [left] = await db().user.findMany({ where: { role: "administrator", deactivatedAt: null } });
    const survivor = left?.id === ada.userId ? ada : bob;
    await expect(deletePerson(survivor, { user: survivor.userId })).rejects.toMatchObject(
      refused("conflict", "last_administrator"),
    );
  });
});

test("a guest sees only people in their rooms, on every way", async () => {
  const [ada, bob, guest] = [await person("Ada"), await person("Bob"), await person("Gus", "guest")];
  const den = await room(ada, { kind: "group", members: [guest] });
  const seen = (await listUsers(guest, {})).items.map(({ id }) => id).sort();
  expect(seen).toEqual([ada.userId, guest.userId].sort());
  expect((await listUsers(guest, { q: "Bob" })).items).toEqual([]);
  for (const user of [bob.userId, bob.username])
    await expect(readUser(guest, { user })).rejects.toMatchObject(refused("not_found"));
  await expect(startDirect(guest, { userId: bob.userId })).rejects.toMatchObject(refused("not_found"));
  await expect(listPeople(guest, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  const others = await room(bob, { members: [] });
  await expect(listMembers(guest, { room: others.id })).rejects.toMatchObject(refused("not_found"));
  expect(JSON.stringify(await sync(guest, { rooms: { [others.id]: 0 } }))).not.toContain("Bob");
  await leaveRoom(guest, { room: den.id });
  await expect(readUser(guest, { user: ada.userId })).rejects.toMatchObject(refused("not_found"));
});
