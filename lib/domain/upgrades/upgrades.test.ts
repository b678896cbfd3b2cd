import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { PASSWORD, person, room, withPassword, workspace } from "@/tests/support/world";
import { logIn } from "../accounts/login/log-in";
import { listAuditEntries } from "../administration/audit-log";
import { fold, lookOf } from "../name-rules";
import { readUser } from "../people/read-user";
import { readRoom } from "../rooms/read-room";
import { runUpgrades } from "./upgrades";

testDatabase();

/** An account and a room as an older version would have let them in. */
const account = (username: string, displayName = "X") =>
  db().user.create({
    data: { id: uuid(), username, usernameKey: fold(username), usernameLook: fold(username), displayName },
  });
const named = async (name: string, createdById: string) =>
  db().room.create({ data: { id: uuid(), kind: "open", name, nameKey: fold(name), createdById } });
const usernameOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).username;

test("A8: names of before that are refused today are changed once, and lead on", async () => {
  const admin = await person("Boss", "administrator");
  const [ada, twin, dots, here, blank] = [
    await account("ada"),
    await account("ada\uFE0F"),
    await account(".."),
    await account("here"),
    await account("blank", "\u2800"),
  ];
  const [older, newer] = [await account("alice"), await account("aIice")];
  const den = await room(admin, { name: "platform" });
  const [alike, unseen, slashless] = [
    await named("pl\u0430tform", admin.userId),
    await named("platform\uFE0F", admin.userId),
    await named("…", admin.userId),
  ];
  await withPassword({ userId: here.id });

  const logLines = await runUpgrades();
  expect(logLines).toHaveLength(3 + 1 + 2 + 1);
  expect(await Promise.all([ada, twin, dots, here, older, newer].map(({ id }) => usernameOf(id)))).toEqual([
    "ada",
    "ada2",
    "user",
    "here-user",
    "alice",
    "aIice",
  ]);
  expect((await readUser(admin, { user: blank.id })).displayName).toBe("blank");
  const looks = await db().user.findMany({
    where: { id: { in: [older.id, newer.id] } },
    orderBy: { id: "asc" },
  });
  expect(looks.map(({ usernameLook }) => usernameLook)).toEqual([lookOf("alice"), null]);
  expect((await logIn(anonymous(), { username: "here", password: PASSWORD })).user.id).toBe(here.id);

  const names = await Promise.all(
    [den, alike, unseen, slashless].map(({ id }) => readRoom(admin, { room: id })),
  );
  expect(names.map(({ name }) => name)).toEqual(["platform", "pl\u0430tform", "platform 2", "Room"]);
  expect((await readRoom(admin, { room: "…" })).id).toBe(slashless.id);
  expect(names.map(({ rev }) => rev)).toEqual([1, 0, 1, 1]);

  for (const [action, count] of Object.entries({
    "person.rename": 3,
    "person.look-alike": 1,
    "room.rename": 2,
    "room.look-alike": 1,
  }))
    expect((await listAuditEntries(admin, { action })).items).toHaveLength(count);
  await account("channel");
  expect(await runUpgrades()).toEqual([]);
});

test("two processes that start at once do each upgrade once", async () => {
  await db().upgrade.deleteMany();
  const ids = [await account("everyone"), await account("direct")].map(({ id }) => id);
  // Each process may find some of the upgrades to do.
  const logLines = (await Promise.all([runUpgrades(), runUpgrades()])).flat();
  expect(logLines).toHaveLength(5);
  expect(new Set(logLines).size).toBe(5);
  for (const id of ids) expect(await usernameOf(id)).toMatch(/-user$/);
});

test("status emoji, topics and names of before that are refused today are changed once", async () => {
  await db().upgrade.deleteMany();
  const admin = await person("Boss", "administrator");
  const emojis = ["lunch", "❤\u200D🔥", "🍜", "\u200d"];
  const people = await Promise.all(emojis.map((_, i) => account(`status${i}`)));
  for (const [i, { id }] of people.entries())
    await db().user.update({ where: { id }, data: { statusEmoji: emojis[i]! } });
  const [unseen, shown] = [await room(admin, { name: "unseen" }), await room(admin, { name: "shown" })];
  await db().room.update({ where: { id: shown.id }, data: { topic: "Plans" } });
  await db().room.update({ where: { id: unseen.id }, data: { topic: "\u3164\u200b" } });
  const folder = await db().folder.create({
    data: { id: uuid(), userId: admin.userId, name: "\u2800", place: 0 },
  });
  await workspace("open");
  await db().workspace.updateMany({ data: { name: "\u200b" } });

  await runUpgrades();
  const kept = await db().user.findMany({ where: { id: { in: people.map(({ id }) => id) } } });
  const byName = kept.sort((a, b) => (a.username < b.username ? -1 : 1));
  expect(byName.map(({ statusEmoji }) => statusEmoji)).toEqual(["", "❤️‍🔥", "🍜", ""]);
  expect((await readRoom(admin, { room: unseen.id })).topic).toBe("");
  expect((await readRoom(admin, { room: unseen.id })).rev).toBe(unseen.rev + 1);
  expect((await readRoom(admin, { room: shown.id })).topic).toBe("Plans");
  expect((await db().folder.findUniqueOrThrow({ where: { id: folder.id } })).name).toBe("Folder");
  expect((await db().workspace.findFirstOrThrow()).name).toBe("Parley");
  expect(await runUpgrades()).toEqual([]);
});
