import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { deactivatePerson } from "../administration/deactivate-person";
import { deletePerson } from "../administration/delete-person";
import { findPeople } from "../administration/find-people";
import { listPeople } from "../administration/list-people";
import { readOverview } from "../administration/overview/read-overview";
import { changeRole } from "../administration/people";
import { listMessages } from "../messages/list-messages";
import { sendMessage } from "../messages/send/send-message";
import { listUsers } from "../people/list-users";
import { listRooms } from "../rooms/list-rooms";
import { addMembers } from "../rooms/members/members";
import { setRoomSettings } from "../rooms/room-settings";
import { startDirect } from "../rooms/start-direct";
import { suggestSearch } from "../search/suggest-search";
import { sendNote, withNotes } from "./send-note";
import { findWorkspaceBot } from "./workspace-bot";

testDatabase();
const server = testServer();

const note = ({ userId }: { userId: string }, text: string, key = `${text} ${userId}`) =>
  withNotes([userId], (ctx) => sendNote(ctx, { userId, key, write: () => text }));

const notesRoom = async (who: Person) =>
  (await listRooms(who, {})).items.find(({ people }) =>
    people.some(({ displayName }) => displayName === "Parley"),
  )!;

const textsOf = async (who: Person) =>
  (await listMessages(who, { room: (await notesRoom(who)).id })).items.map(({ text }) => text);

const bot = async () => (await findWorkspaceBot(db()))!;

test("a note is an unread message of the workspace's bot", async () => {
  const ada = await person("Ada");
  await note(ada, "hello");
  const talk = await notesRoom(ada);
  expect(talk).toMatchObject({ kind: "direct", unreadCount: 1, posting: "moderators", role: "member" });
  expect(talk.lastMessage).toMatchObject({ text: "hello", sender: { displayName: "Parley", isBot: true } });
});

test("all notes to a person are in one conversation", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  for (const text of ["one", "two"]) await note(ada, text);
  await note(bob, "three");
  expect([await textsOf(ada), await textsOf(bob)]).toEqual([["one", "two"], ["three"]]);
});

test("first notes at the same time make one bot and one conversation", async () => {
  await db().$executeRaw`UPDATE "user" SET workspace_bot = NULL`;
  const ada = await person("Ada");
  await Promise.all(["a", "b", "c", "d"].map((text) => note(ada, text)));
  const { id } = await bot();
  const talks = await db().room.findMany({ where: { directKey: { contains: id } } });
  expect(talks).toHaveLength(1);
  expect(await db().message.count({ where: { roomId: talks[0]!.id } })).toBe(4);
});

test("the same key writes a note once", async () => {
  const ada = await person("Ada");
  const ids = [await note(ada, "once", "key of ada"), await note(ada, "twice", "key of ada")];
  expect(ids[1]).toBe(ids[0]);
  expect(await textsOf(ada)).toEqual(["once"]);
});

test("a note is not written if its transaction fails", async () => {
  const ada = await person("Ada");
  await note(ada, "before");
  const failing = withNotes([ada.userId], async (ctx) => {
    await sendNote(ctx, { userId: ada.userId, key: `never ${ada.userId}`, write: () => "never" });
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  expect(await textsOf(ada)).toEqual(["before"]);
});

test("a note is in the language and the zone of its reader", async () => {
  const ada = await person("Ada");
  await db().user.update({ where: { id: ada.userId }, data: { locale: "ru", timeZone: "Asia/Omsk" } });
  await withNotes([ada.userId], (ctx) =>
    sendNote(ctx, {
      userId: ada.userId,
      key: `language ${ada.userId}`,
      write: ({ locale, timeZone }) => `${locale} ${timeZone}`,
    }),
  );
  expect(await textsOf(ada)).toEqual(["ru Asia/Omsk"]);
});

test("a deactivated or deleted person gets no note", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  await deactivate(ada);
  await deletePerson(await person("Boss", "administrator"), { user: bob.username });
  expect([await note(ada, "to ada"), await note(bob, "to bob")]).toEqual([null, null]);
});

test("nobody answers in the conversation, administrators included", async () => {
  for (const who of [await person("Ada"), await person("Boss", "administrator")]) {
    await note(who, "hello");
    const { id } = await notesRoom(who);
    await expect(sendMessage(who, { room: id, text: "thanks" })).rejects.toMatchObject(
      refused("forbidden", "notes_only"),
    );
  }
});

test("the conversation can be muted", async () => {
  const ada = await person("Ada");
  await note(ada, "hello");
  const { id } = await notesRoom(ada);
  await setRoomSettings(ada, { room: id, mutedUntil: "9999-12-31T00:00:00Z" });
  expect((await notesRoom(ada)).mutedUntil).not.toBeNull();
});

test.each(Object.entries(KINDS))("a first note reaches an open %s socket", async (_kind, connect) => {
  const ada = await person("Ada");
  const client = await connect(server.port, ada);
  await note(ada, "live");
  await client.until(
    ({ type, ...frame }) => ["room", "messages"].includes(type) && /live/.test(JSON.stringify(frame)),
  );
  client.close();
});

test("the bot is in no list of people, and counts as none", async () => {
  const boss = await person("Boss", "administrator");
  const before = await readOverview(boss, {});
  await note(boss, "hello");
  const { id, username } = await bot();
  const lists = [
    (await listUsers(boss, { q: username })).items,
    (await listPeople(boss, { q: username })).items,
    (await findPeople(boss, { names: [username, id] })).found,
    (await suggestSearch(boss, { q: username })).people,
  ];
  expect(lists.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  expect((await readOverview(boss, {})).people.active).toBe(before.people.active);
});

test("the bot cannot be added, written to, given a role or deactivated", async () => {
  const boss = await person("Boss", "administrator");
  await note(boss, "hello");
  const { id } = await bot();
  const den = await room(boss);
  for (const act of [
    () => addMembers(boss, { room: den.id, userIds: [id] }),
    () => startDirect(boss, { userId: id }),
    () => changeRole(boss, { user: id, role: "administrator" }),
    () => deactivatePerson(boss, { user: id }),
    () => deletePerson(boss, { user: id }),
  ])
    await expect(act()).rejects.toMatchObject(refused("not_found"));
});

test("nobody can log in as the bot", async () => {
  await note(await person("Ada"), "hello");
  expect(await bot()).toMatchObject({ isBot: true, passwordHash: null, email: null, role: "member" });
});

test("the bot takes another name where its own is taken", async () => {
  await db().$executeRaw`UPDATE "user" SET workspace_bot = NULL`;
  await note(await person("Ada"), "hello");
  expect((await bot()).username).toMatch(/^parley\d+$/);
});
