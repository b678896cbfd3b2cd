import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ensureJob } from "@/lib/core/jobs/periodic";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { uploadRow } from "@/tests/support/files";
import { expectWhole } from "@/tests/support/membership";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import * as mentions from "../messages/mentions/mentions";
import { sendMessage } from "../messages/send/send-message";
import { deleteRoom } from "../rooms/delete-room";
import { listRooms } from "../rooms/list-rooms";
import { removeMember } from "../rooms/members/members";
import { startDirect } from "../rooms/start-direct";
import { updateRoom } from "../rooms/update/update-room";
import { changeScheduled } from "./change-scheduled";
import { listScheduled } from "./list-scheduled";
import { scheduleMessage } from "./schedule-message";
import { sendDue, sendDueJob } from "./send-due";

testDatabase();

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

beforeEach(async () => void (await db().scheduledMessage.deleteMany()));

/** Watches the reading of mentions, the last step before a row is locked. */
function watchMentions() {
  const resolve = mentions.resolveMentions;
  const spy = vi.spyOn(mentions, "resolveMentions");
  onTestFinished(() => spy.mockRestore());
  return { spy, resolve };
}

function hushWarnings() {
  const spy = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
}

async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den };
}

/** A scheduled message that is due since so many seconds. */
async function due(who: Person, roomId: string, text: string, seconds = 5, attachmentIds: string[] = []) {
  const made = await scheduleMessage(who, { room: roomId, text, sendAt: inHours(1), attachmentIds });
  await db().$executeRaw`
    UPDATE scheduled_message SET due_at = now() - make_interval(secs => ${seconds}::int),
           try_at = now() - make_interval(secs => ${seconds}::int) WHERE id = ${made.id}::uuid`;
  return made;
}

const sentIn = (roomId: string) =>
  db().message.findMany({ where: { roomId, kind: "user" }, orderBy: { seq: "asc" } });
const textsIn = async (roomId: string) => (await sentIn(roomId)).map(({ text }) => text);
const listOf = async (who: Person) => (await listScheduled(who, {})).items;

describe("what is due", () => {
  test("is sent as any other message, with its files, and leaves the list", async () => {
    const { ada, bob, den } = await world();
    const file = await uploadRow(ada);
    const { clientId } = await due(ada, den.id, `hello @${bob.username}`, 5, [file]);
    await scheduleMessage(ada, { room: den.id, text: "not yet", sendAt: inHours(1) });
    await sendDue();
    expect(await sentIn(den.id)).toMatchObject([
      { clientId, senderId: ada.userId, dueAt: null, fileCount: 1, mentionUserIds: [bob.userId] },
    ]);
    expect(await listOf(ada)).toMatchObject([{ text: "not yet" }]);
    await expectWhole(den);
  });

  test("is sent once when two processes look at the same moment", async () => {
    const { ada, den } = await world();
    for (const text of ["1", "2", "3", "4", "5"]) await due(ada, den.id, text);
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    expect((await textsIn(den.id)).sort()).toEqual(["1", "2", "3", "4", "5"]);
    expect(await listOf(ada)).toEqual([]);
    await expectWhole(den);
  });

  test("is written and removed together: a row that stays has no message", async () => {
    const { ada, den } = await world();
    await due(ada, den.id, "whole");
    await db().$executeRawUnsafe(`
      CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the disk is away'; END $$`);
    await db().$executeRawUnsafe(
      "CREATE TRIGGER refuse BEFORE DELETE ON scheduled_message EXECUTE FUNCTION refuse_removal()",
    );
    hushWarnings();
    await sendDue();
    expect(await textsIn(den.id)).toEqual([]);
    await db().$executeRawUnsafe("DROP FUNCTION refuse_removal CASCADE");
    await db().$executeRaw`UPDATE scheduled_message SET try_at = now()`;
    await sendDue();
    expect(await textsIn(den.id)).toEqual(["whole"]);
    await expectWhole(den);
  });

  test("goes with the text of the moment, also when it is rewritten meanwhile", async () => {
    const { ada, den } = await world();
    const { id } = await due(ada, den.id, "old");
    const { spy, resolve } = watchMentions();
    spy.mockImplementationOnce(async (...args) => {
      await changeScheduled(ada, { scheduled: id, text: "new" });
      return resolve(...args);
    });
    expect(await sendDue()).toBeLessThanOrEqual(0);
    expect(await textsIn(den.id)).toEqual([]);
    await sendDue();
    expect(await textsIn(den.id)).toEqual(["new"]);
  });

  test("is due by the database's clock, whatever the process's says", async () => {
    const { ada, den } = await world();
    await scheduleMessage(ada, { room: den.id, text: "later", sendAt: inHours(1) });
    const anHourAgo = inHours(-1);
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * HOUR });
    await sendDue();
    vi.setSystemTime(Date.now() - 48 * HOUR);
    await expect(
      scheduleMessage(ada, { room: den.id, text: "past", sendAt: anHourAgo }),
    ).rejects.toMatchObject(refused("validation_failed"));
    vi.useRealTimers();
    expect(await textsIn(den.id)).toEqual([]);
    expect(await listOf(ada)).toMatchObject([{ text: "later", state: "waiting" }]);
  });

  test("to oneself is told in a note, which is unread, once", async () => {
    const ada = await person("Ada");
    const { room: own } = await startDirect(ada, { userId: ada.userId });
    await due(ada, own.id, "water the `plants`");
    await Promise.all([sendDue(), sendDue()]);
    await sendDue();
    expect(await textsIn(own.id)).toEqual(["water the `plants`"]);
    const notes = (await listRooms(ada, {})).items.filter(({ id }) => id !== own.id);
    expect(notes).toMatchObject([
      {
        unreadCount: 1,
        lastMessage: {
          text: `**Scheduled message to yourself.**\n\n> \`water the plants\`\n\n[Open the conversation](/rooms/${own.id})`,
        },
      },
    ]);
    await expectWhole(own);
  });

  test("is not sent when it was put off meanwhile", async () => {
    const { ada, den } = await world();
    const { id } = await due(ada, den.id, "later");
    const { spy, resolve } = watchMentions();
    spy.mockImplementationOnce(async (...args) => {
      await changeScheduled(ada, { scheduled: id, sendAt: inHours(2) });
      return resolve(...args);
    });
    await sendDue();
    expect([await textsIn(den.id), (await listOf(ada))[0]?.state]).toEqual([[], "waiting"]);
  });

  test("of the same clientId as a sent message is done, without a second one", async () => {
    const { ada, den } = await world();
    const { clientId } = await due(ada, den.id, "said");
    await sendMessage(ada, { room: den.id, text: "said", clientId });
    await sendDue();
    expect([await textsIn(den.id), await listOf(ada)]).toEqual([["said"], []]);
  });
});

describe("after a downtime", () => {
  test("late ones go out with a mark, in the order in which they were due", async () => {
    const { ada, den } = await world();
    await due(ada, den.id, "second", 3 * 3_600);
    await due(ada, den.id, "first", 5 * 3_600);
    await due(ada, den.id, "on time", 5);
    await sendDue();
    const sent = await sentIn(den.id);
    expect(sent.map(({ text }) => text)).toEqual(["first", "second", "on time"]);
    const hours = sent.map(({ dueAt }) => dueAt && Math.round((Date.now() - dueAt.getTime()) / HOUR));
    expect(hours).toEqual([5, 3, null]);
  });

  test("those of more than a day ago wait for a yes", async () => {
    const { ada, den } = await world();
    const { id } = await due(ada, den.id, "old news", 25 * 3_600);
    await sendDue();
    expect([await textsIn(den.id), await listOf(ada)]).toMatchObject([[], [{ state: "overdue" }]]);
    await changeScheduled(ada, { scheduled: id, sendAt: inHours(1) });
    expect(await listOf(ada)).toMatchObject([{ state: "waiting" }]);
  });

  test("all go, at a bounded rate, however many there are", async () => {
    const { ada, den } = await world();
    const count = 2 * LIMITS.scheduledPerSecond + 5;
    await db().$executeRaw`
      INSERT INTO scheduled_message (id, user_id, room_id, client_id, text, due_at, try_at)
      SELECT gen_random_uuid(), ${ada.userId}::uuid, ${den.id}::uuid, n::text, n::text, now(), now()
        FROM generate_series(1, ${count}::int) n`;
    const pauses: number[] = [];
    await sendDue(undefined, async (ms) => void pauses.push(ms));
    expect([pauses, (await sentIn(den.id)).length]).toEqual([[1_000, 1_000], count]);
  });
});

describe("what may not be sent at its time is kept with the reason:", () => {
  const REASONS: [
    string,
    string,
    (world: { ada: Person; bob: Person; den: { id: string } }) => Promise<unknown>,
  ][] = [
    ["the room is archived", "archived", ({ ada, den }) => updateRoom(ada, { room: den.id, archived: true })],
    [
      "only moderators post there",
      "moderators_only",
      ({ ada, den }) => updateRoom(ada, { room: den.id, posting: "moderators" }),
    ],
    [
      "its author was removed",
      "not_a_member",
      ({ ada, bob, den }) => removeMember(ada, { room: den.id, user: bob.username }),
    ],
    ["the room is deleted", "room_deleted", ({ ada, den }) => deleteRoom(ada, { room: den.id })],
    ["the account is deactivated", "deactivated", ({ bob }) => deactivate(bob)],
  ];

  test.each(REASONS)("%s", async (_name, reason, change) => {
    const here = await world();
    const { bob, den } = here;
    await due(bob, den.id, "kept");
    await change(here);
    await sendDue();
    expect(await textsIn(den.id)).toEqual([]);
    expect(await db().scheduledMessage.findMany()).toMatchObject([{ text: "kept", state: "failed", reason }]);
    await sendDue();
    expect(await db().scheduledMessage.count()).toBe(1);
  });

  test("its author reads why in a note, in their language, once", async () => {
    const { ada, bob, den } = await world();
    await db().user.update({ where: { id: bob.userId }, data: { locale: "ru" } });
    await due(bob, den.id, "kept, `all` of @it");
    await updateRoom(ada, { room: den.id, archived: true });
    await Promise.all([sendDue(), sendDue()]);
    const notes = await db().message.findMany({
      where: {
        sender: { isBot: true },
        room: { memberships: { some: { userId: bob.userId } } },
        kind: "user",
      },
    });
    expect(notes.map(({ text }) => text)).toEqual([
      "**Отложенное сообщение.** Не отправлено: комната в архиве.\n\n> `kept, all of @it`\n\n[Показать отложенные](/scheduled)",
    ]);
  });

  test("a file of it was sent elsewhere", async () => {
    const { ada, den } = await world();
    const file = await uploadRow(ada);
    await due(ada, den.id, "with a file", 5, [file]);
    await sendMessage(ada, { room: den.id, text: "first", attachmentIds: [file] });
    await sendDue();
    expect(await listOf(ada)).toMatchObject([{ state: "failed", reason: "file_gone" }]);
  });

  test("and a new time makes it wait again", async () => {
    const { ada, bob, den } = await world();
    const { id } = await due(bob, den.id, "kept");
    await updateRoom(ada, { room: den.id, archived: true });
    await sendDue();
    await updateRoom(ada, { room: den.id, archived: false });
    await changeScheduled(bob, { scheduled: id, text: "edited" });
    expect(await listOf(bob)).toMatchObject([{ state: "failed", text: "edited" }]);
    await changeScheduled(bob, { scheduled: id, sendAt: inHours(1) });
    expect(await listOf(bob)).toMatchObject([{ state: "waiting", reason: null }]);
  });
});

describe("a row that breaks", () => {
  /** Breaks the sending of one text. */
  function breaking(text: string) {
    hushWarnings();
    const { spy, resolve } = watchMentions();
    return spy.mockImplementation((roomId, given) =>
      given === text ? Promise.reject(new Error("broken")) : resolve(roomId, given),
    );
  }

  test("does not stop the others, and is tried again", async () => {
    const { ada, den } = await world();
    await due(ada, den.id, "broken", 60);
    await due(ada, den.id, "whole");
    const broken = breaking("broken");
    await sendDue();
    expect(await textsIn(den.id)).toEqual(["whole"]);
    broken.mockRestore();
    await db().$executeRaw`UPDATE scheduled_message SET try_at = now()`;
    await sendDue();
    expect(await textsIn(den.id)).toEqual(["whole", "broken"]);
  });

  test("is parked after many attempts, each later than the one before", async () => {
    const { ada, den } = await world();
    await due(ada, den.id, "broken");
    breaking("broken");
    const waits: number[] = [];
    for (let attempt = 1; attempt <= LIMITS.scheduledAttempts; attempt++) {
      await sendDue();
      const [row] = await db().scheduledMessage.findMany();
      waits.push(row!.tryAt.getTime() - Date.now());
      await db().$executeRaw`UPDATE scheduled_message SET try_at = now()`;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(await listOf(ada)).toMatchObject([{ state: "failed", reason: "error" }]);
  });
});

describe("the job", () => {
  test("sends what is due, however long ago a process looked last", async () => {
    const { ada, den } = await world();
    await ensureJob(sendDueJob);
    await due(ada, den.id, "an hour ago", 3_600);
    await db().job.updateMany({ where: { kind: sendDueJob.kind }, data: { runAt: new Date(0) } });
    await runDueJobs([sendDueJob]);
    expect(await textsIn(den.id)).toEqual(["an hour ago"]);
  });

  test("is due with the next message, and without one within a minute", async () => {
    const { ada, den } = await world();
    await ensureJob(sendDueJob);
    const secondsLeft = async () => {
      const [row] = await db().$queryRaw<[{ seconds: number }]>`
        SELECT extract(epoch FROM run_at - now())::float8 AS seconds FROM job WHERE kind = ${sendDueJob.kind}`;
      return row.seconds;
    };
    await db().job.updateMany({ where: { kind: sendDueJob.kind }, data: { runAt: new Date(0) } });
    await runDueJobs([sendDueJob]);
    expect(await secondsLeft()).toBeGreaterThan(30);
    const sendAt = new Date(Date.now() + 20_000).toISOString();
    await scheduleMessage(ada, { room: den.id, text: "soon", sendAt });
    expect(await secondsLeft()).toBeLessThan(21);
  });
});
