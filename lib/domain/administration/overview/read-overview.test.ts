import { v7 as uuid } from "uuid";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { rest } from "@/lib/doors/rest";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { mostRead } from "@/tests/support/plans";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { messagesPerDay } from "./messages-per-day";
import { readCounts } from "./read-counts";
import { readOverview } from "./read-overview";

testDatabase();

beforeEach(() => rememberAs("messages per day", undefined));

const HOUR = 3600 * 1000;
const boss = () => person("Boss", "administrator");

/** Writes messages that were sent so many hours ago. */
async function sent(who: Person, roomId: string, hours: number[], kind: "user" | "system" = "user") {
  const { seq } = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  const { _max } = await db().message.aggregate({ where: { roomId }, _max: { seq: true } });
  const first = Math.max(seq, _max.seq ?? 0) + 1;
  for (const [index, ago] of hours.entries()) {
    const at = Date.now() - ago * HOUR;
    const place = { seq: first + index, rev: first + index };
    const message = { ...place, roomId, senderId: who.userId, kind, text: "x", clientId: uuid() };
    await db().message.create({ data: { ...message, id: uuid({ msecs: at }), createdAt: new Date(at) } });
  }
}

test("an administrator sees people, rooms, invitations, storage and health", async () => {
  const admin = await boss();
  const before = await readOverview(admin, {});
  await person("Gus", "guest");
  await room(admin);
  await db().invitation.create({
    data: { id: uuid(), tokenHash: uuid(), role: "member", roomIds: [], createdById: admin.userId },
  });
  const after = await readOverview(admin, {});
  expect(after.people.guests).toBe(before.people.guests + 1);
  expect(after.people.active).toBe(before.people.active + 1);
  expect(after.rooms.active).toBe(before.rooms.active + 1);
  expect(after.invitations).toBe(before.invitations + 1);
  expect(after.storage).toMatchObject({ place: "disk", quotaBytes: null });
  expect(after.health).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: { version: expect.stringMatching(/^\d+/) },
    redis: "none",
    jobs: { failed: 0, late: 0 },
    mail: { lastFailure: null },
  });
});

test("the navigation counts what its pages list, for administrators alone", async () => {
  const admin = await boss();
  const before = await readCounts(admin, {});
  await person("Gus", "guest");
  await deactivate(await person("Dan"));
  await room(admin);
  await room(admin, { kind: "group" });
  expect(await readCounts(admin, {})).toEqual({
    ...before,
    people: before.people + 1,
    rooms: before.rooms + 1,
  });
  await expect(readCounts(await person("Max"), {})).rejects.toMatchObject(refused("forbidden"));
});

test("messages are counted by day in a time zone; events of the system are not", async () => {
  const admin = await boss();
  const den = await room(admin);
  const counts = async (timeZone: string) => {
    rememberAs("messages per day", undefined);
    const { perDay } = (await readOverview(admin, { timeZone })).messages;
    return { perDay, sum: perDay.reduce((sum, { count }) => sum + count, 0) };
  };
  const before = (await counts("UTC")).sum;
  await sent(admin, den.id, [0, 0, 48, 24 * 40]);
  await sent(admin, den.id, [0], "system");
  const { perDay, sum } = await counts("UTC");
  expect(sum).toBe(before + 3);
  expect(perDay).toHaveLength(30);
  const today = new Date().toISOString().slice(0, 10);
  expect(perDay.at(-1)?.day).toBe(today);
  const twoDaysAgo = new Date(Date.now() - 48 * HOUR).toISOString().slice(0, 10);
  expect(perDay.find(({ day }) => day === twoDaysAgo)?.count).toBe(1);
  expect((await counts("Pacific/Auckland")).sum).toBe(before + 3);
  expect((await counts("Nowhere/At all")).perDay.at(-1)?.day).toBe(today);
});

test("counts of a day are read once and kept", async () => {
  const admin = await boss();
  const den = await room(admin);
  const today = async () => (await readOverview(admin, {})).messages.perDay.at(-1)?.count ?? 0;
  const first = await today();
  await sent(admin, den.id, [0]);
  expect(await today()).toBe(first);
  rememberAs("messages per day", undefined);
  expect(await today()).toBe(first + 1);
});

test("with the past days kept, a view reads the messages of today alone", async () => {
  const [admin, now] = [await boss(), Date.now()];
  const den = await room(admin);
  await db().message.createMany({
    data: Array.from({ length: 2_000 }, (_, index) => {
      const at = now - 48 * HOUR - index;
      const place = { roomId: den.id, seq: 10 + index, rev: 10 + index, senderId: admin.userId, text: "x" };
      return { ...place, clientId: uuid(), id: uuid({ msecs: at }), createdAt: new Date(at) };
    }),
  });
  await db().$executeRaw`ANALYZE message`;
  const counts = await messagesPerDay(db(), "UTC", now);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(2_000);
  const { rows } = await mostRead(() => messagesPerDay(db(), "UTC", now + 2 * 60 * 1000));
  expect(rows).toBeLessThan(100);
});

test("jobs that were given up or are late, and the last mail that failed, are told", async () => {
  const admin = await boss();
  const job = { kind: "mail.send", input: {}, lastError: "550 no such mailbox" };
  await db().job.create({ data: { ...job, id: uuid(), failedAt: new Date() } });
  await db().job.create({ data: { id: uuid(), kind: "test.late", runAt: new Date(Date.now() - HOUR) } });
  const { health } = await readOverview(admin, {});
  expect(health.jobs).toEqual({ failed: 1, late: 1 });
  expect(health.mail.lastFailure).toMatchObject({ error: "550 no such mailbox" });
});

test.each([
  [{}, "none"],
  [{ publicUrl: "https://chat.example.com" }, "ok"],
  [{ publicUrl: "https://192.0.2.7" }, "no_contact"],
  [{ publicUrl: "https://chat.local", mailFrom: "Parley <parley@chat.local>" }, "no_contact"],
  [{ publicUrl: "https://chat.local", mailFrom: "Parley <parley@example.com>" }, "ok"],
  [{ publicUrl: "https://chat.local", pushContact: "mailto:ada@example.com" }, "ok"],
])("with %j the contact of push services is %s", async (changes, state) => {
  const [admin, before] = [await boss(), settings()];
  onTestFinished(() => rememberAs("settings", before));
  rememberAs("settings", { ...before, ...changes });
  expect((await readOverview(admin, {})).health.push).toBe(state);
});

test("the overview is for administrators alone, over REST too", async () => {
  const [admin, ada, gus] = [await boss(), await person("Ada"), await person("Gus", "guest")];
  for (const who of [ada, gus])
    await expect(readOverview(who, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  await expect(readOverview(admin, { timeZone: "x".repeat(65) })).rejects.toMatchObject(
    refused("validation_failed"),
  );
  const ask = (who: Person) =>
    rest("/admin/overview").GET(
      new Request("http://parley.test/api/v1/admin/overview", {
        headers: { authorization: `Bearer ${who.token}` },
      }),
      { params: Promise.resolve({}) },
    );
  expect((await ask(ada)).status).toBe(403);
  expect((await (await ask(admin)).json()).messages.perDay).toHaveLength(30);
});
