import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { call } from "@/tests/support/rest";
import { KINDS, testServer } from "@/tests/support/test-server";
import { deactivate, type Person, person, refused, room, session } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { readMessage } from "../messages/read-message";
import { forwardMessage } from "../messages/send/forward-message";
import { sendMessage } from "../messages/send/send-message";
import { leaveRoom } from "../rooms/members/leave-room";
import { setMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { confirmMessage, readConfirmation, unconfirmMessage } from "./confirm-message";
import { listAwaited } from "./list-awaited";
import { listConfirmations } from "./list-confirmations";
import { remindToConfirm } from "./remind-to-confirm";
import { remindToConfirmJob } from "./send-reminders";

testDatabase();
const server = testServer();

/** Ada's room with Bob and Cyd in it, and a message of hers that asks to be confirmed. */
async function world() {
  const [ada, bob, cyd] = [await person("Ada"), await person("Bob"), await person("Cyd")];
  const den = await room(ada, { members: [bob, cyd] });
  const { message } = await sendMessage(ada, { room: den.id, text: "New rules", confirm: true });
  return { ada, bob, cyd, den, message: message as MessageView };
}

type Id = { id: string };
const confirm = (who: Person, { id }: Id) => confirmMessage(who, { message: id });
const undo = (who: Person, { id }: Id) => unconfirmMessage(who, { message: id });
const own = (who: Person, { id }: Id) => readConfirmation(who, { message: id });
const stateOf = async (who: Person, { id }: Id) => (await readMessage(who, { message: id })).confirmation;
const namesOf = async (who: Person, { id }: Id, state: "confirmed" | "waiting") =>
  (await listConfirmations(who, { message: id, state })).items.map(({ user }) => user.displayName);
const awaited = async (who: Person) => (await listAwaited(who, {})).items.map(({ id }) => id);
const remind = (who: Person, { id }: Id) => remindToConfirm(who, { message: id });
const notesOf = ({ userId }: Person) =>
  db().message.count({
    where: { clientId: { startsWith: "confirm:" }, room: { memberships: { some: { userId } } } },
  });

const rowsOf = ({ id }: Id) => db().messageConfirmation.count({ where: { messageId: id } });

/** Makes a confirmation older. */
const age = (minutes: number) => db().$executeRaw`
  UPDATE message_confirmation SET confirmed_at = confirmed_at - make_interval(mins => ${minutes}::int)`;

describe("a message that asks to be confirmed", () => {
  test("says so in answers and frames, and others do not", async () => {
    const { ada, bob, den } = await world();
    const client = await KINDS.plain(server.port, { ...bob, ...(await session(bob.userId)) });
    const { status, json } = await call("POST", `/rooms/${den.id}/messages`, {
      as: ada,
      body: { text: "Read this", confirm: true },
    });
    const confirmation = { confirmed: 0, remindedAt: null };
    expect([status, json.confirmation]).toEqual([201, confirmation]);
    const frame = await client.until(({ type }) => type === "messages");
    expect(frame.items).toEqual([expect.objectContaining({ text: "Read this", confirmation })]);
    const { message: plain } = await sendMessage(ada, { room: den.id, text: "plain" });
    expect(await stateOf(bob, plain)).toBeNull();
    client.close();
  });

  test("refuses a wrong field by its name", async () => {
    const { ada, den } = await world();
    const body = { text: "?", confirm: "yes" };
    const { status, json } = await call("POST", `/rooms/${den.id}/messages`, { as: ada, body });
    expect([status, json.errors[0].path]).toEqual([422, "confirm"]);
  });

  test("is the same message when its send is tried again", async () => {
    const { ada, den } = await world();
    const input = { room: den.id, text: "Once", clientId: "once", confirm: true };
    const first = await sendMessage(ada, input);
    expect((await sendMessage(ada, input)).message.id).toBe(first.message.id);
  });

  test("asks nothing where it is forwarded", async () => {
    const { ada, bob, message } = await world();
    const yard = await room(bob, { members: [ada] });
    const copy = await forwardMessage(bob, { message: message.id, roomId: yard.id });
    expect((copy.message as MessageView).confirmation).toBeNull();
  });

  test("keeps its confirmations when its text is edited", async () => {
    const { ada, bob, message } = await world();
    await confirm(bob, message);
    await editMessage(ada, { message: message.id, text: "Newer rules" });
    expect(await stateOf(ada, message)).toMatchObject({ confirmed: 1 });
  });

  test("takes its confirmations along when it is deleted", async () => {
    const { ada, bob, message } = await world();
    await confirm(bob, message);
    await deleteMessage(ada, { message: message.id });
    expect([await stateOf(bob, message), await rowsOf(message)]).toEqual([null, 0]);
    await expect(confirm(bob, message)).rejects.toMatchObject(refused("gone"));
    await expect(remind(ada, message)).rejects.toMatchObject(refused("gone"));
    await expect(namesOf(ada, message, "confirmed")).rejects.toMatchObject(refused("gone"));
  });
});

describe("a confirmation", () => {
  test("is counted, and known to its reader and the sender", async () => {
    const { ada, bob, message } = await world();
    expect(await own(bob, message)).toEqual({ isAsked: true, confirmedAt: null, waiting: null });
    await confirm(bob, message);
    const mine = await own(bob, message);
    expect([mine.isAsked, Date.parse(mine.confirmedAt!) / 1_000]).toEqual([
      true,
      expect.closeTo(Date.now() / 1_000, -2),
    ]);
    expect(await own(ada, message)).toEqual({ isAsked: false, confirmedAt: null, waiting: 1 });
    expect(await stateOf(ada, message)).toEqual({ confirmed: 1, remindedAt: null });
  });

  test("is one, however often and from how many devices it comes", async () => {
    const { ada, bob, cyd, message } = await world();
    const tablet = { ...bob, ...(await session(bob.userId)) };
    await Promise.all([bob, tablet, bob, cyd, tablet, cyd].map((who) => confirm(who, message)));
    const { rev, confirmation } = await readMessage(ada, { message: message.id });
    expect([confirmation?.confirmed, await rowsOf(message)]).toEqual([2, 2]);
    await confirm(bob, message);
    expect((await readMessage(ada, { message: message.id })).rev).toBe(rev);
  });

  test("equals a recount after races of giving it and taking it back", async () => {
    const { ada, bob, cyd, message } = await world();
    const acts = [confirm, undo, confirm, undo, confirm];
    await Promise.all([bob, cyd].flatMap((who) => acts.map((act) => act(who, message))));
    const count = await rowsOf(message);
    expect(await stateOf(ada, message)).toMatchObject({ confirmed: count });
    expect((await own(ada, message)).waiting).toBe(2 - count);
  });

  test("can be taken back for five minutes", async () => {
    const { ada, bob, message } = await world();
    await undo(bob, message);
    await confirm(bob, message);
    await undo(bob, message);
    expect(await stateOf(ada, message)).toMatchObject({ confirmed: 0 });
    await confirm(bob, message);
    await age(6);
    await expect(undo(bob, message)).rejects.toMatchObject({
      refusal: { code: "conflict", reason: "too_late" },
    });
  });

  test("is refused to its sender, bots, and people who came later", async () => {
    const { ada, bob, cyd, den, message } = await world();
    const eve = await person("Eve");
    await db().user.update({ where: { id: cyd.userId }, data: { isBot: true } });
    await leaveRoom(bob, { room: den.id });
    for (const who of [eve, bob]) await setMember(ada, { room: den.id, user: who.userId });
    for (const who of [ada, bob, cyd, eve]) {
      await expect(confirm(who, message)).rejects.toMatchObject({
        refusal: { code: "forbidden", reason: "not_asked" },
      });
      expect(await own(who, message)).toMatchObject({ isAsked: false });
    }
  });

  test("is refused outside the room, in an archived one, and where nothing is asked", async () => {
    const { ada, bob, cyd, den, message } = await world();
    const { message: plain } = await sendMessage(ada, { room: den.id, text: "plain" });
    for (const act of [confirm, undo, own]) {
      await expect(act(await person("Eve"), message)).rejects.toMatchObject(refused("not_found"));
      await expect(act(bob, plain)).rejects.toMatchObject(refused("not_found"));
    }
    await leaveRoom(cyd, { room: den.id });
    await expect(confirm(cyd, message)).rejects.toMatchObject(refused("not_found"));
    await updateRoom(ada, { room: den.id, archived: true });
    await expect(confirm(bob, message)).rejects.toMatchObject(refused("forbidden", "archived"));
    await expect(remind(ada, message)).rejects.toMatchObject(refused("forbidden", "archived"));
    expect(await namesOf(ada, message, "waiting")).toEqual(["Bob"]);
  });

  test("is refused with a token that only reads", async () => {
    const { bob, message } = await world();
    await db().session.update({ where: { id: bob.sessionId }, data: { scopes: ["read"] } });
    await expect(confirm(bob, message)).rejects.toMatchObject(refused("forbidden", "scope_missing"));
  });

  test("reaches open pages as a count, its own devices as a time, and notifies nobody", async () => {
    const { ada, bob, den, message } = await world();
    const open = async (who: Person) => KINDS.plain(server.port, { ...who, ...(await session(who.userId)) });
    const [a, b] = [await open(ada), await open(bob)];
    const before = await db().membership.findMany({ where: { roomId: den.id } });
    expect(await b.ask("confirm", { messageId: message.id, on: true })).toMatchObject({ type: "ack" });
    const frame = await a.until(({ type }) => type === "messages");
    expect(frame.items).toMatchObject([{ id: message.id, confirmation: { confirmed: 1 } }]);
    expect(JSON.stringify(frame)).not.toContain(bob.userId);
    expect(await b.until(({ type }) => type === "confirmation")).toMatchObject({
      messageId: message.id,
      confirmedAt: expect.any(String),
    });
    expect(a.received.some(({ type }) => type === "confirmation")).toBe(false);
    expect(await db().membership.findMany({ where: { roomId: den.id } })).toEqual(before);
    for (const client of [a, b]) client.close();
  });
});

describe("the list", () => {
  test("names who confirmed and who has not, in pages by name", async () => {
    const { ada, bob, cyd, den, message } = await world();
    await confirm(cyd, message);
    expect(await namesOf(ada, message, "confirmed")).toEqual(["Cyd"]);
    expect(await namesOf(ada, message, "waiting")).toEqual(["Bob"]);
    await leaveRoom(cyd, { room: den.id });
    await deactivate(bob);
    expect(await namesOf(ada, message, "confirmed")).toEqual(["Cyd"]);
    expect(await namesOf(ada, message, "waiting")).toEqual([]);
  });

  test("comes in pages that end", async () => {
    const { ada, message } = await world();
    const page = (cursor?: string) =>
      listConfirmations(ada, { message: message.id, state: "waiting", limit: 1, ...(cursor && { cursor }) });
    const first = await page();
    const second = await page(first.nextCursor!);
    expect([...first.items, ...second.items].map(({ user }) => user.displayName)).toEqual(["Bob", "Cyd"]);
    expect(second.nextCursor).toBeNull();
  });

  test("is for the sender and moderators", async () => {
    const { ada, bob, cyd, den, message } = await world();
    await expect(namesOf(bob, message, "confirmed")).rejects.toMatchObject(refused("forbidden"));
    await setMember(ada, { room: den.id, user: cyd.userId, role: "moderator" });
    expect(await namesOf(cyd, message, "waiting")).toEqual(["Bob", "Cyd"]);
    const boss = await person("Boss", "administrator");
    await expect(namesOf(boss, message, "waiting")).rejects.toMatchObject(refused("not_found"));
  });

  test("leaves as CSV without formulas", async () => {
    const { ada, bob, cyd, message } = await world();
    await db().user.update({ where: { id: bob.userId }, data: { displayName: "=1+1" } });
    await confirm(bob, message);
    const path = `/messages/${message.id}/confirmations.csv`;
    const { status, text } = await call("GET", path, { as: ada });
    const lines = text.replace("\uFEFF", "").trim().split("\r\n");
    expect([status, lines[0], lines.length]).toEqual([200, "name,username,state,confirmed", 3]);
    expect(lines[1]).toContain(`"'=1+1","${bob.username}","confirmed","20`);
    expect(lines[2]).toBe(`"Cyd","${cyd.username}","waiting",""`);
    expect((await call("GET", path, { as: cyd })).status).toBe(403);
  });
});

describe("what waits for me", () => {
  test("is what I may read and confirm now, the newest first", async () => {
    const { ada, bob, den, message } = await world();
    const { message: second } = await sendMessage(ada, { room: den.id, text: "More", confirm: true });
    expect(await awaited(bob)).toEqual([second.id, message.id]);
    expect(await awaited(ada)).toEqual([]);
    await confirm(bob, message);
    expect(await awaited(bob)).toEqual([second.id]);
    await updateRoom(ada, { room: den.id, archived: true });
    expect(await awaited(bob)).toEqual([]);
  });

  test("has nothing of rooms that I left or entered later", async () => {
    const { ada, bob, den } = await world();
    const eve = await person("Eve");
    await setMember(ada, { room: den.id, user: eve.userId });
    await leaveRoom(bob, { room: den.id });
    expect([await awaited(bob), await awaited(eve)]).toEqual([[], []]);
  });
});

describe("a reminder", () => {
  test("reaches exactly the people who have not confirmed", async () => {
    const { ada, bob, cyd, message } = await world();
    await confirm(bob, message);
    expect(await remind(ada, message)).toEqual({ reminded: 1 });
    await runDueJobs([remindToConfirmJob]);
    expect([await notesOf(ada), await notesOf(bob), await notesOf(cyd)]).toEqual([0, 0, 1]);
  });

  test("does not reach people who confirm, leave or are deactivated before it is written", async () => {
    const { ada, bob, cyd, den, message } = await world();
    const eve = await person("Eve");
    await setMember(ada, { room: den.id, user: eve.userId });
    expect(await remind(ada, message)).toEqual({ reminded: 2 });
    await confirm(bob, message);
    await leaveRoom(cyd, { room: den.id });
    await runDueJobs([remindToConfirmJob]);
    expect(await Promise.all([bob, cyd, eve].map(notesOf))).toEqual([0, 0, 0]);
  });

  test("is one note, also where its job runs again", async () => {
    const { ada, cyd, message } = await world();
    await remind(ada, message);
    const { remindedAt } = (await stateOf(ada, message))!;
    await runDueJobs([remindToConfirmJob]);
    const run = { id: "again", signal: new AbortController().signal };
    await remindToConfirmJob.run({ messageId: message.id, remindedAt: remindedAt! }, run);
    expect(await notesOf(cyd)).toBe(1);
  });

  test("can be repeated after a quarter of an hour", async () => {
    const { ada, message } = await world();
    await Promise.allSettled([remind(ada, message), remind(ada, message)]);
    await expect(remind(ada, message)).rejects.toMatchObject({
      refusal: { code: "rate_limited", retryAfter: expect.any(Number) },
    });
    expect(await db().job.count({ where: { kind: "message.remind" } })).toBe(1);
    await db().$executeRaw`
      UPDATE message SET confirmation = confirmation || '{"remindedAt": "2020-01-01T00:00:00.000Z"}'
       WHERE id = ${message.id}::uuid`;
    expect(await remind(ada, message)).toEqual({ reminded: 2 });
  });

  test("is for the sender and moderators, who leave a line in the audit log", async () => {
    const { ada, bob, cyd, den, message } = await world();
    await expect(remind(bob, message)).rejects.toMatchObject(refused("forbidden"));
    await expect(remind(await person("Eve"), message)).rejects.toMatchObject(refused("not_found"));
    await setMember(ada, { room: den.id, user: cyd.userId, role: "moderator" });
    await remind(cyd, message);
    expect(await db().auditEntry.findMany({ where: { action: "message.remind-to-confirm" } })).toMatchObject([
      { actorId: cyd.userId, targetId: den.id },
    ]);
  });

  test("is not sent where everybody confirmed", async () => {
    const { ada, bob, cyd, message } = await world();
    for (const who of [bob, cyd]) await confirm(who, message);
    expect(await remind(ada, message)).toEqual({ reminded: 0 });
    expect(await stateOf(ada, message)).toMatchObject({ remindedAt: null });
  });
});
