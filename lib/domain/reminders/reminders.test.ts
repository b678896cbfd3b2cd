import { afterEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { twoRooms } from "@/tests/support/two-rooms";
import { type Person, person, refused, session } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { createReminder, remindOfMessage } from "./create-reminder";
import { deleteReminder } from "./delete-reminder";
import { listReminderHeads, listReminders } from "./list-reminders";
import { nextDueAt, scheduleOf } from "./schedule";
import { snoozeReminder } from "./snooze-reminder";
import { updateReminder } from "./update-reminder";

testDatabase();
const server = testServer();
afterEach(() => void vi.useRealTimers());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const upcoming = async (who: Person) => (await listReminders(who, {})).items;

describe("a reminder", () => {
  test("of a text comes at its time, the next one first", async () => {
    const ada = await person("Ada");
    for (const [hours, text] of [
      [3, "third"],
      [1, "first"],
      [2, "second"],
    ] as const)
      await createReminder(ada, { at: inHours(hours), text });
    expect((await upcoming(ada)).map(({ text }) => text)).toEqual(["first", "second", "third"]);
  });

  test("of a message is known in short by its place", async () => {
    const { bob, den, say } = await twoRooms();
    const message = await say("remember");
    const made = await remindOfMessage(bob, { message: message.id, at: inHours(1) });
    expect(made).toMatchObject({ state: "upcoming", text: "", message: { text: "remember" }, number: 0 });
    expect((await listReminderHeads(bob, {})).items).toEqual([
      expect.objectContaining({ id: made.id, roomId: den.id, seq: message.seq, state: "upcoming" }),
    ]);
    await deleteReminder(bob, { reminder: made.id });
    expect((await listReminderHeads(bob, {})).items).toEqual([]);
  });

  test("is refused for a stranger's message, and for a deleted one", async () => {
    const { ada, bob, say } = await twoRooms();
    const message = await say("private");
    const at = inHours(1);
    await expect(remindOfMessage(await person("Eve"), { message: message.id, at })).rejects.toMatchObject(
      refused("not_found"),
    );
    await deleteMessage(ada, { message: message.id });
    await expect(remindOfMessage(bob, { message: message.id, at })).rejects.toMatchObject(refused("gone"));
  });

  test.each([
    ["a time that has passed", { at: "2026-01-01T00:00:00Z" }],
    ["no time", { at: undefined }],
    ["an empty text", { text: " " }],
    ["a long text", { text: "x".repeat(LIMITS.reminderLength + 1) }],
    ["an unknown repetition", { repeat: "yearly" }],
    ["an unknown zone", { timeZone: "Nowhere/Land" }],
  ])("is refused with %s", async (_what, fields) => {
    const ada = await person("Ada");
    const given = { at: inHours(1), text: "x", ...fields } as Parameters<typeof createReminder>[1];
    await expect(createReminder(ada, given)).rejects.toMatchObject(refused("validation_failed"));
  });

  test("belongs to its person alone", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve", "administrator")];
    const { id } = await createReminder(ada, { at: inHours(1), text: "mine" });
    expect(await upcoming(eve)).toEqual([]);
    for (const act of [
      () => updateReminder(eve, { reminder: id, text: "yours" }),
      () => snoozeReminder(eve, { reminder: id, at: inHours(1) }),
      () => deleteReminder(eve, { reminder: id }),
    ])
      await expect(act()).rejects.toMatchObject(refused("not_found"));
  });

  test("is changed, done, and comes again with a new time", async () => {
    const ada = await person("Ada");
    const { id } = await createReminder(ada, { at: inHours(1), text: "call" });
    const later = inHours(5);
    expect(await updateReminder(ada, { reminder: id, text: "write", at: later })).toMatchObject({
      text: "write",
      at: later,
    });
    expect(await updateReminder(ada, { reminder: id, isDone: true })).toMatchObject({
      state: "done",
      at: null,
    });
    expect(await upcoming(ada)).toEqual([]);
    expect(await updateReminder(ada, { reminder: id, at: later })).toMatchObject({
      state: "upcoming",
      isDone: false,
    });
    await expect(updateReminder(ada, { reminder: id, text: " " })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("that was snoozed comes again; of a series a copy comes", async () => {
    const ada = await person("Ada");
    const once = await createReminder(ada, { at: inHours(1), text: "once" });
    const series = await createReminder(ada, { at: inHours(2), text: "series", repeat: "daily" });
    const at = inHours(3);
    expect(await snoozeReminder(ada, { reminder: once.id, at })).toMatchObject({ id: once.id, at });
    const copy = await snoozeReminder(ada, { reminder: series.id, at });
    expect(copy).toMatchObject({ at, text: "series", repeat: null });
    expect((await upcoming(ada)).map(({ id }) => id)).toEqual([series.id, once.id, copy.id]);
  });

  test("made twice under one Idempotency-Key is one", async () => {
    const ada = await person("Ada");
    const at = inHours(1);
    const make = () =>
      call("POST", "/me/reminders", {
        as: ada,
        body: { at, text: "once" },
        headers: { "idempotency-key": "once" },
      });
    const [first, again] = [await make(), await make()];
    expect([first.status, again.json.id]).toEqual([201, first.json.id]);
    expect(await upcoming(ada)).toHaveLength(1);
  });

  test("above the limit takes the place of a finished one, or is refused", async () => {
    const ada = await person("Ada");
    await db().$executeRaw`
      INSERT INTO reminder (id, user_id, text, due_at)
      SELECT gen_random_uuid(), ${ada.userId}::uuid, 'x', CASE WHEN n > 1 THEN now() + interval '1 day' END
        FROM generate_series(1, ${LIMITS.reminders}::int) n`;
    await createReminder(ada, { at: inHours(1), text: "fits" });
    await expect(createReminder(ada, { at: inHours(1), text: "no more" })).rejects.toMatchObject(
      refused("conflict", "too_many_reminders"),
    );
  });

  test.each(Object.entries(KINDS))("reaches a %s socket of another device", async (_kind, connect) => {
    const { ada, bob, den, say } = await twoRooms();
    const message = await say("here");
    const tablet = { ...bob, ...(await session(bob.userId)) };
    const [his, hers] = await Promise.all([connect(server.port, tablet), connect(server.port, ada)]);
    const { id } = await remindOfMessage(bob, { message: message.id, at: inHours(1) });
    expect(await his.until(({ type }) => type === "reminder")).toMatchObject({
      id,
      roomId: den.id,
      seq: message.seq,
      state: "upcoming",
    });
    await deleteReminder(bob, { reminder: id });
    await his.until(({ type, state }) => type === "reminder" && state === "deleted");
    expect(hers.received.filter(({ type }) => type === "reminder")).toEqual([]);
    for (const client of [his, hers]) client.close();
  });
});

test("a long list comes in pages without holes or doubles", async () => {
  const ada = await person("Ada");
  const at = inHours(1);
  for (let i = 0; i < 7; i++) await createReminder(ada, { at: i < 4 ? at : inHours(i), text: `${i}` });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listReminders(ada, { limit: 2, cursor });
    found.push(...page.items.map(({ text }) => text));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(found).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  await expect(listReminders(ada, { cursor: "x" })).rejects.toMatchObject(refused("validation_failed"));
});

describe("a repeated reminder keeps the time on the clocks of its zone", () => {
  const times = (first: string, repeat: "daily" | "weekdays" | "weekly", zone: string, count: number) => {
    const found = [new Date(first)];
    const schedule = scheduleOf(new Date(first), repeat, zone);
    while (found.length < count) found.push(nextDueAt(schedule, found.at(-1)!)!);
    return found.map((at) => at.toISOString().slice(0, 16));
  };

  test("weekly over the change of the clocks", () => {
    expect(times("2027-03-08T14:00:00Z", "weekly", "America/New_York", 2)).toEqual([
      "2027-03-08T14:00",
      "2027-03-15T13:00",
    ]);
  });

  test("daily, once on a day that skips or repeats its time", () => {
    expect(times("2027-03-13T07:30:00Z", "daily", "America/New_York", 3)).toEqual([
      "2027-03-13T07:30",
      "2027-03-14T07:30",
      "2027-03-15T06:30",
    ]);
    expect(times("2027-10-30T00:30:00Z", "daily", "Europe/Berlin", 3)).toEqual([
      "2027-10-30T00:30",
      "2027-10-31T00:30",
      "2027-11-01T01:30",
    ]);
  });

  test("on weekdays of that zone", () => {
    expect(times("2026-12-03T22:00:00Z", "weekdays", "Asia/Tokyo", 3)).toEqual([
      "2026-12-03T22:00",
      "2026-12-06T22:00",
      "2026-12-07T22:00",
    ]);
  });

  test("when its person travels, while a single one keeps its instant", async () => {
    const ada = await person("Ada");
    await db().user.update({ where: { id: ada.userId }, data: { timeZone: "Europe/Berlin" } });
    const daily = await createReminder(ada, { at: inHours(1), text: "daily", repeat: "daily" });
    const once = await createReminder(ada, { at: inHours(1), text: "once" });
    await db().user.update({ where: { id: ada.userId }, data: { timeZone: "America/New_York" } });
    const [before, after] = [daily, await updateReminder(ada, { reminder: daily.id, at: inHours(2) })];
    expect([before.timeZone, after.timeZone]).toEqual(["Europe/Berlin", "Europe/Berlin"]);
    expect((await upcoming(ada)).find(({ id }) => id === once.id)!.at).toBe(once.at);
  });
});
