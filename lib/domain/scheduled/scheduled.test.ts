import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { uploadRow } from "@/tests/support/files";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { deletePerson } from "../administration/delete-person";
import { deleteFile } from "../files/delete-file";
import { sweepNow } from "../files/sweep/sweep-files";
import { sendMessage } from "../messages/send/send-message";
import { updateRoom } from "../rooms/update/update-room";
import { changeScheduled } from "./change-scheduled";
import { deleteScheduled } from "./delete-scheduled";
import { listScheduled } from "./list-scheduled";
import { scheduleMessage } from "./schedule-message";
import { sendScheduled } from "./send-scheduled";

testDatabase();
const server = testServer();

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** Ada's room with Bob in it. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den };
}

const textsOf = async (who: Person) => (await listScheduled(who, {})).items.map(({ text }) => text);
const sentIn = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "user" }, orderBy: { seq: "asc" } })).map(
    ({ text }) => text,
  );

describe("a scheduled message", () => {
  test("is kept with its reply and files, listed by time, changed and deleted", async () => {
    const { ada, bob, den } = await world();
    const { message } = await sendMessage(bob, { room: den.id, text: "Well?" });
    const file = await uploadRow(ada, { name: "plan.txt" });
    const late = await scheduleMessage(ada, { room: den.name!, text: "later", sendAt: inHours(5) });
    const soon = await scheduleMessage(ada, {
      room: den.id,
      text: "soon",
      sendAt: inHours(1),
      replyToId: message.id,
      attachmentIds: [file],
    });
    expect(soon).toMatchObject({
      roomId: den.id,
      state: "waiting",
      reason: null,
      replyTo: { id: message.id, seq: message.seq },
      attachments: [{ id: file, name: "plan.txt" }],
    });
    expect(await listScheduled(ada, {})).toEqual({ items: [soon, late], nextCursor: null });
    const sendAt = inHours(9);
    const moved = await changeScheduled(ada, { scheduled: soon.id, text: "much later", sendAt });
    expect(moved).toEqual({ ...soon, text: "much later", sendAt });
    expect(await textsOf(ada)).toEqual(["later", "much later"]);
    await deleteScheduled(ada, { scheduled: late.id });
    expect(await textsOf(ada)).toEqual(["much later"]);
    expect(await sentIn(den.id)).toEqual(["Well?"]);
  });

  test("is found again by its clientId, and never becomes two", async () => {
    const { ada, den } = await world();
    const input = { room: den.id, text: "once", sendAt: inHours(1), clientId: "k" };
    const both = await Promise.all([scheduleMessage(ada, input), scheduleMessage(ada, input)]);
    expect(both[0]).toEqual(both[1]);
    expect(await textsOf(ada)).toEqual(["once"]);
    await sendScheduled(ada, { scheduled: both[0].id });
    await expect(scheduleMessage(ada, input)).rejects.toMatchObject(refused("conflict", "already_sent"));
    expect(await sentIn(den.id)).toEqual(["once"]);
  });

  test("is sent at a press, once also for two at the same moment", async () => {
    const { ada, den } = await world();
    const file = await uploadRow(ada);
    const { id } = await scheduleMessage(ada, {
      room: den.id,
      text: "now",
      sendAt: inHours(1),
      attachmentIds: [file],
    });
    const ends = await Promise.allSettled([1, 2, 3].map(() => sendScheduled(ada, { scheduled: id })));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sentIn(den.id)).toEqual(["now"]);
    const [sent] = await db().message.findMany({ where: { roomId: den.id, kind: "user" } });
    expect(sent).toMatchObject({ fileCount: 1, dueAt: null });
    expect(await textsOf(ada)).toEqual([]);
  });

  test("stays as it is where it may not be sent at a press", async () => {
    const { ada, bob, den } = await world();
    const { id } = await scheduleMessage(bob, { room: den.id, text: "kept", sendAt: inHours(1) });
    await updateRoom(ada, { room: den.id, archived: true });
    await expect(sendScheduled(bob, { scheduled: id })).rejects.toMatchObject(
      refused("forbidden", "archived"),
    );
    expect((await listScheduled(bob, {})).items).toMatchObject([{ text: "kept", state: "waiting" }]);
  });

  test("is private: others neither see, change, delete nor send it", async () => {
    const { ada, bob, den } = await world();
    const { id: scheduled } = await scheduleMessage(ada, { room: den.id, text: "mine", sendAt: inHours(1) });
    expect(await textsOf(bob)).toEqual([]);
    for (const ask of [
      () => changeScheduled(bob, { scheduled, text: "yours" }),
      () => deleteScheduled(bob, { scheduled }),
      () => sendScheduled(bob, { scheduled }),
    ])
      await expect(ask()).rejects.toMatchObject(refused("not_found"));
    expect(await textsOf(ada)).toEqual(["mine"]);
  });

  test("is refused to strangers, and to those who may not post", async () => {
    const [{ ada, bob, den }, eve] = [await world(), await person("Eve")];
    const input = { room: den.id, text: "hi", sendAt: inHours(1) };
    await expect(scheduleMessage(eve, input)).rejects.toMatchObject(refused("not_found"));
    await updateRoom(ada, { room: den.id, posting: "moderators" });
    await expect(scheduleMessage(bob, input)).rejects.toMatchObject(refused("forbidden", "moderators_only"));
  });

  const NOWHERE = "019f0000-0000-7000-8000-000000000000";

  test.each([
    [{ text: " \n" }, "text"],
    [{ text: "x".repeat(LIMITS.messageLength + 1) }, "text"],
    [{ sendAt: inHours(-1) }, "sendAt"],
    [{ sendAt: "tomorrow" }, "sendAt"],
    [{ sendAt: inHours((LIMITS.scheduledDays + 1) * 24) }, "sendAt"],
    [{ replyToId: NOWHERE }, "replyToId"],
    [{ attachmentIds: [NOWHERE] }, "attachmentIds"],
  ])("like %.60j is refused by the field's name", async (fields, path) => {
    const { ada, den } = await world();
    const input = { room: den.id, text: "hi", sendAt: inHours(1), ...fields };
    await expect(scheduleMessage(ada, input)).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("keeps a text or a file when it is changed", async () => {
    const { ada, den } = await world();
    const bare = await scheduleMessage(ada, { room: den.id, text: "words", sendAt: inHours(1) });
    await expect(changeScheduled(ada, { scheduled: bare.id, text: " " })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    const attachmentIds = [await uploadRow(ada)];
    const filed = await scheduleMessage(ada, { room: den.id, text: "w", sendAt: inHours(1), attachmentIds });
    expect(await changeScheduled(ada, { scheduled: filed.id, text: " " })).toMatchObject({ text: "" });
  });

  test("is one of at most so many of a person", async () => {
    const { ada, den } = await world();
    await db().$executeRaw`
      INSERT INTO scheduled_message (id, user_id, room_id, client_id, text, due_at, try_at)
      SELECT gen_random_uuid(), ${ada.userId}::uuid, ${den.id}::uuid, n::text, 'x',
             now() + interval '1 day', now() + interval '1 day'
        FROM generate_series(1, ${LIMITS.scheduledMessages}::int) n`;
    await expect(
      scheduleMessage(ada, { room: den.id, text: "more", sendAt: inHours(1) }),
    ).rejects.toMatchObject(refused("conflict", "too_many_scheduled"));
  });
});

describe("a file of a scheduled message", () => {
  async function withFile() {
    const { ada, den } = await world();
    const file = await uploadRow(ada);
    const input = { room: den.id, text: "", sendAt: inHours(24 * 30), attachmentIds: [file] };
    return { ada, den, file, input, scheduled: await scheduleMessage(ada, input) };
  }
  const isThere = async (id: string) => (await db().file.count({ where: { id } })) === 1;
  const age = (id: string) =>
    db().file.update({ where: { id }, data: { createdAt: new Date(Date.now() - 10 * 24 * HOUR) } });

  test("outlives the sweep, and is free again when the message is deleted", async () => {
    const { ada, den, file, scheduled } = await withFile();
    await age(file);
    await sweepNow({ isDryRun: false, isSure: false });
    expect(await isThere(file)).toBe(true);
    await deleteScheduled(ada, { scheduled: scheduled.id });
    await sweepNow({ isDryRun: false, isSure: false });
    // The undo of the deletion finds it.
    expect(await isThere(file)).toBe(true);
    await age(file);
    await sweepNow({ isDryRun: false, isSure: false });
    expect(await isThere(file)).toBe(false);
    expect(await sentIn(den.id)).toEqual([]);
  });

  test("belongs to it alone, and is not deleted meanwhile", async () => {
    const { ada, file, input } = await withFile();
    await expect(scheduleMessage(ada, input)).rejects.toMatchObject(refused("validation_failed"));
    await expect(deleteFile(ada, { file })).rejects.toMatchObject(refused("conflict", "scheduled"));
  });
});

test.each(Object.entries(KINDS))(
  "a %s socket of the author gets each change, and nobody else's",
  async (_kind, connect) => {
    const { ada, bob, den } = await world();
    const tablet = { ...ada, ...(await session(ada.userId)) };
    const [hers, his] = await Promise.all([connect(server.port, tablet), connect(server.port, bob)]);
    const { id } = await scheduleMessage(ada, { room: den.id, text: "later", sendAt: inHours(1) });
    await changeScheduled(ada, { scheduled: id, text: "changed" });
    await sendScheduled(ada, { scheduled: id });
    await hers.until(({ type, scheduled }) => type === "scheduled" && scheduled === null);
    const heard = hers.received.filter(({ type }) => type === "scheduled");
    expect(heard).toMatchObject([
      { id, scheduled: { text: "later" } },
      { id, scheduled: { text: "changed" } },
      { id, scheduled: null, messageId: expect.any(String) },
    ]);
    const revs = heard.map(({ userRev }) => userRev as number);
    expect(revs).toEqual([revs[0], revs[0]! + 1, revs[0]! + 2]);
    expect(his.received.filter(({ type }) => type === "scheduled")).toEqual([]);
    for (const client of [hers, his]) client.close();
  },
);

test("pages of the list follow each other by time", async () => {
  const { ada, den } = await world();
  for (const hour of [3, 1, 2, 5, 4])
    await scheduleMessage(ada, { room: den.id, text: `${hour}`, sendAt: inHours(hour) });
  const first = await listScheduled(ada, { limit: 3 });
  expect(first.items.map(({ text }) => text)).toEqual(["1", "2", "3"]);
  const rest = await listScheduled(ada, { limit: 3, cursor: first.nextCursor! });
  expect(rest).toMatchObject({ items: [{ text: "4" }, { text: "5" }], nextCursor: null });
  await expect(listScheduled(ada, { cursor: "nonsense" })).rejects.toMatchObject(
    refused("validation_failed"),
  );
});

test("a deleted account leaves no scheduled message behind", async () => {
  const { bob, den } = await world();
  await scheduleMessage(bob, { room: den.id, text: "later", sendAt: inHours(1) });
  await deletePerson(await person("Boss", "administrator"), { user: bob.username });
  expect(await db().scheduledMessage.count({ where: { userId: bob.userId } })).toBe(0);
});
