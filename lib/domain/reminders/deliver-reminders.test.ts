import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { twoRooms } from "@/tests/support/two-rooms";
import { deactivate, type Person, person } from "@/tests/support/world";
import { deletePerson } from "../administration/delete-person";
import { deleteMessage } from "../messages/edit/delete-message";
import { removeMember } from "../rooms/members/members";
import { purgeRoomJob } from "../rooms/purge-room";
import { createReminder, remindOfMessage } from "./create-reminder";
import { deliverDueReminders } from "./deliver-reminders";
import { listReminders } from "./list-reminders";
import { ReminderClock } from "./reminder-clock";

testDatabase();
const server = testServer();

const SOON = () => new Date(Date.now() + 3_600_000).toISOString();

beforeEach(async () => {
  await db().reminder.deleteMany();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => void vi.mocked(console.warn).mockRestore());

/** Lets a reminder have been due for so many seconds, by the database's clock. */
const makeDue = (id: string, seconds = 1) => db().$executeRaw`
  UPDATE reminder SET due_at = now() - make_interval(secs => ${seconds}::float8),
         wake_at = now() - make_interval(secs => ${seconds}::float8) WHERE id = ${id}::uuid`;

const notesOf = async ({ userId }: Person) =>
  (
    await db().message.findMany({
      where: { sender: { workspaceBot: true }, room: { memberships: { some: { userId } } } },
      orderBy: { seq: "asc" },
    })
  ).map(({ text }) => text);

async function due(who: Person, text: string, fields: object = {}, seconds = 1) {
  const made = await createReminder(who, { at: SOON(), text, ...fields });
  await makeDue(made.id, seconds);
  return made;
}

describe("a reminder that is due", () => {
  test("writes one note, and is over", async () => {
    const ada = await person("Ada");
    await due(ada, "call Bob");
    await deliverDueReminders();
    await deliverDueReminders();
    expect(await notesOf(ada)).toEqual(["**Reminder:** call Bob"]);
    expect((await listReminders(ada, { state: "past" })).items).toMatchObject([
      { text: "call Bob", state: "reminded", at: null, number: 1, remindedAt: expect.any(String) },
    ]);
  });

  test("writes one note though several processes find it at once", async () => {
    const ada = await person("Ada");
    await due(ada, "once");
    await Promise.all([deliverDueReminders(), deliverDueReminders(), deliverDueReminders()]);
    expect(await notesOf(ada)).toHaveLength(1);
  });

  test("does not come before its time, by the database's clock", async () => {
    const ada = await person("Ada");
    await createReminder(ada, { at: SOON(), text: "later" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 3_600_000 });
    await deliverDueReminders();
    vi.useRealTimers();
    expect(await notesOf(ada)).toEqual([]);
  });

  test("that is over a minute late is told in the log, once", async () => {
    const ada = await person("Ada");
    for (const text of ["one", "two"]) await due(ada, text, {}, 120);
    const clock = new ReminderClock();
    await vi.waitFor(async () => expect(await notesOf(ada)).toHaveLength(2));
    await clock.stop();
    expect(vi.mocked(console.warn).mock.calls).toEqual([
      [expect.stringMatching(/^Reminders are late: the oldest was due at 20\d\d-/)],
    ]);
  });

  test("in more than a month waits, and fires no timer", async () => {
    const ada = await person("Ada");
    await createReminder(ada, { at: new Date(Date.now() + 60 * 86_400_000).toISOString(), text: "far" });
    expect(await deliverDueReminders()).toEqual([]);
    expect((await listReminders(ada, {})).items).toHaveLength(1);
  });

  test("is written in the language of its person", async () => {
    const ada = await person("Ada");
    await db().user.update({ where: { id: ada.userId }, data: { locale: "ru" } });
    await due(ada, "позвонить");
    await deliverDueReminders();
    expect(await notesOf(ada)).toEqual(["**Напоминание:** позвонить"]);
  });

  test.each(Object.entries(KINDS))("reaches the person's %s sockets", async (_kind, connect) => {
    const ada = await person("Ada");
    const { id } = await due(ada, "live");
    const client = await connect(server.port, ada);
    await deliverDueReminders();
    await client.until((frame) => frame.type === "reminder" && frame.id === id && frame.state === "reminded");
    client.close();
  });
});

describe("after a pause of the server", () => {
  test("a late reminder says when it was due, in the zone of its person", async () => {
    const ada = await person("Ada");
    await db().user.update({ where: { id: ada.userId }, data: { timeZone: "Pacific/Kiritimati" } });
    const { id } = await createReminder(ada, { at: SOON(), text: "tea" });
    const wasDue = new Date("2026-11-29T20:00:00Z");
    await db().reminder.update({ where: { id }, data: { dueAt: wasDue, wakeAt: wasDue } });
    await deliverDueReminders();
    expect((await notesOf(ada))[0]).toMatch(/tea\n\n_This was due on Nov 30, 2026, 10:00\sAM/u);
  });

  test("one note comes for each series, and the next time lies in the future", async () => {
    const ada = await person("Ada");
    const { id } = await due(ada, "stand-up", { repeat: "daily" }, 5 * 86_400);
    await deliverDueReminders();
    await deliverDueReminders();
    expect(await notesOf(ada)).toHaveLength(1);
    const row = await db().reminder.findUniqueOrThrow({ where: { id } });
    expect(row.dueAt!.getTime()).toBeGreaterThan(Date.now());
    expect(row.dueAt!.getTime()).toBeLessThan(Date.now() + 25 * 3_600_000);
  });

  test("the oldest come first, and no more than the bound at a time", async () => {
    const ada = await person("Ada");
    for (const [at, text] of ["third", "second", "first"].entries()) await due(ada, text, {}, 100 * (at + 1));
    await deliverDueReminders();
    expect((await notesOf(ada)).map((text) => text.split("\n")[0])).toEqual(
      ["first", "second", "third"].map((text) => `**Reminder:** ${text}`),
    );
    await db().$executeRaw`
      INSERT INTO reminder (id, user_id, text, due_at, wake_at)
      SELECT gen_random_uuid(), ${ada.userId}::uuid, 'many', now(), now()
        FROM generate_series(1, ${LIMITS.remindersPerLook + 5}::int)`;
    expect(await deliverDueReminders()).toHaveLength(LIMITS.remindersPerLook);
    expect(await deliverDueReminders()).toHaveLength(5);
  });
});

describe("a reminder of a message", () => {
  async function reminded(text: string) {
    const world = await twoRooms();
    const message = await world.say(text);
    const made = await remindOfMessage(world.bob, { message: message.id, at: SOON(), text: "answer" });
    await makeDue(made.id);
    return { ...world, message };
  }

  test("shows author, room and beginning with a link", async () => {
    const { bob, den, message } = await reminded("the *plan*\nfor @all of us");
    await deliverDueReminders();
    const [note] = await notesOf(bob);
    expect(note).toContain("**Reminder:** answer\n\n> [Ada in Room");
    expect(note).toContain(`(/rooms/${encodeURIComponent(den.name!)}?message=${message.seq})`);
    expect(note).toContain("> the plan for \\@all of us");
  });

  test("shows nothing of it to a person who left the room", async () => {
    const { ada, bob, den } = await reminded("secret plan");
    await removeMember(ada, { room: den.id, user: bob.username });
    await deliverDueReminders();
    const [note] = await notesOf(bob);
    expect(note).toMatch(/answer\n\nYou can't see the message any more/);
    expect(note).not.toMatch(/secret|Ada|Room/);
    expect((await listReminders(bob, { state: "past" })).items[0]!.message).toBeNull();
  });

  test("shows nothing of a deleted message", async () => {
    const { ada, bob, message } = await reminded("secret plan");
    await deleteMessage(ada, { message: message.id });
    await deliverDueReminders();
    expect((await notesOf(bob))[0]).not.toContain("secret");
  });

  test("hides what is behind a spoiler", async () => {
    const { bob } = await reminded("||he dies||");
    await deliverDueReminders();
    expect((await notesOf(bob))[0]).not.toContain("dies");
  });
});

describe("a person who is away for good", () => {
  test("gets no note while deactivated, and a series goes on", async () => {
    const ada = await person("Ada");
    await due(ada, "once");
    await due(ada, "daily", { repeat: "daily" });
    await deactivate(ada);
    await deliverDueReminders();
    expect(await notesOf(ada)).toEqual([]);
    const rows = await db().reminder.findMany({ where: { userId: ada.userId }, orderBy: { id: "asc" } });
    expect(rows[0]).toMatchObject({ dueAt: null, failedAt: expect.any(Date) });
    expect(rows[1]!.dueAt!.getTime()).toBeGreaterThan(Date.now());
  });

  test("leaves no reminders and no notes behind when deleted", async () => {
    const ada = await person("Ada");
    await due(ada, "private");
    await deliverDueReminders();
    await due(ada, "never");
    await deletePerson(await person("Boss", "administrator"), { user: ada.username });
    expect(await db().reminder.count({ where: { userId: ada.userId } })).toBe(0);
    await runDueJobs([purgeRoomJob]);
    expect(await db().message.count({ where: { text: "**Reminder:** private" } })).toBe(0);
  });
});

describe("a reminder that fails", () => {
  test("does not stop the others, is tried again, and is given up where its person sees it", async () => {
    const ada = await person("Ada");
    const { id } = await due(ada, "broken", { repeat: "daily" }, 100);
    await db().reminder.update({ where: { id }, data: { timeZone: "Nowhere/Land" } });
    await due(ada, "whole");
    await deliverDueReminders();
    expect(await notesOf(ada)).toEqual(["**Reminder:** whole"]);
    expect(await db().reminder.findUnique({ where: { id } })).toMatchObject({ attempts: 1, failedAt: null });
    for (let attempt = 2; attempt <= LIMITS.reminderAttempts; attempt++) {
      await db().$executeRaw`UPDATE reminder SET wake_at = now() - interval '1 s' WHERE id = ${id}::uuid`;
      await deliverDueReminders();
    }
    expect((await listReminders(ada, { state: "past" })).items).toContainEqual(
      expect.objectContaining({ id, state: "failed" }),
    );
    expect(await deliverDueReminders()).toEqual([]);
  });

  test("leaves no note when its next time cannot be stored", async () => {
    const ada = await person("Ada");
    const { id } = await due(ada, "both or none", { repeat: "daily" });
    await db().$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF new.number > old.number THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN new; END $$`;
    await db()
      .$executeRaw`CREATE TRIGGER refuse BEFORE UPDATE ON reminder FOR EACH ROW EXECUTE FUNCTION refuse()`;
    await deliverDueReminders();
    await db().$executeRaw`DROP TRIGGER refuse ON reminder`;
    expect(await notesOf(ada)).toEqual([]);
    await makeDue(id);
    await deliverDueReminders();
    expect(await notesOf(ada)).toHaveLength(1);
  });
});
