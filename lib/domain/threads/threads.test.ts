import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectThreadsCounted } from "@/tests/support/threads";
import { type Person, person, refused, room } from "@/tests/support/world";
import { rewriteMessagesJob } from "../administration/apply-messages-fate";
import { deletePerson } from "../administration/delete-person";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { listMessages } from "../messages/list-messages";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { sync } from "../messages/sync";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { readRoom } from "../rooms/read-room";
import { updateRoom } from "../rooms/update/update-room";

testDatabase();

const say = async (who: Person, roomId: string, text: string, more: object = {}) =>
  (await sendMessage(who, { room: roomId, text, ...more })).message as MessageView;

/** Ada's room with Bob in it, and a message of Ada's there. */
async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const root = await say(ada, den.id, "Who brings cake?");
  const reply = (who: Person, text: string, more: object = {}) =>
    say(who, den.id, text, { threadId: root.id, ...more });
  return { ada, bob, den, root, reply };
}

const textsOf = ({ items }: { items: MessageView[] }) => items.map(({ text }) => text);

describe("a reply in a thread", () => {
  test("is a message of the room, and its root says so at the next rev", async () => {
    const { ada, bob, den, root, reply } = await world();
    const first = await reply(bob, "I *do*");
    expect(first).toMatchObject({ threadId: root.id, alsoInRoom: false, thread: null, seq: root.seq + 1 });
    const known = await readMessage(ada, { message: root.id });
    expect(known.rev).toBe(first.rev + 1);
    expect(known.thread).toMatchObject({
      count: 1,
      lastSeq: first.seq,
      lastReplyAt: first.createdAt,
      participants: [{ id: bob.userId }],
      lastReply: { id: first.id, sender: { username: bob.username }, text: "I do", fileCount: 0 },
    });
    const synced = await sync(bob, { rooms: { [den.id]: root.rev } });
    expect(synced.rooms[0]?.items.map(({ id, rev }) => [id, rev])).toEqual([
      [first.id, first.rev],
      [root.id, first.rev + 1],
    ]);
    await expectThreadsCounted();
  });

  test("is not in the room's line unless it was sent there too", async () => {
    const { ada, bob, den, reply } = await world();
    await reply(bob, "hidden");
    await reply(bob, "shown", { alsoInRoom: true });
    const joined = "Bob joined the room";
    expect(textsOf(await listMessages(ada, { room: den.id }))).toEqual([joined, "Who brings cake?", "shown"]);
    expect(textsOf(await listMessages(ada, { room: den.id, thread: "all" }))).toHaveLength(4);
    expect((await readRoom(ada, { room: den.id })).lastMessage?.text).toBe("shown");
    await reply(bob, "hidden again");
    expect((await readRoom(ada, { room: den.id })).lastMessage?.text).toBe("shown");
  });

  test("does not move the room's activity", async () => {
    const { ada, bob, den, reply } = await world();
    const { activeAt } = await readRoom(ada, { room: den.id });
    await reply(bob, "hidden");
    expect((await readRoom(ada, { room: den.id })).activeAt).toBe(activeAt);
    await reply(bob, "shown", { alsoInRoom: true });
    expect((await readRoom(ada, { room: den.id })).activeAt > activeAt).toBe(true);
  });

  test("under the same clientId is there once, and counted once", async () => {
    const { bob, root, reply, den } = await world();
    const first = await reply(bob, "once", { clientId: "c1" });
    const again = await sendMessage(bob, { room: den.id, text: "x", threadId: root.id, clientId: "c1" });
    expect(again).toMatchObject({ isNew: false, message: { id: first.id } });
    expect((await readMessage(bob, { message: root.id })).thread?.count).toBe(1);
  });

  test.each([
    ["a reply", async ({ reply, bob }: World) => ({ threadId: (await reply(bob, "nested")).id }), "threadId"],
    ["another room's message", async ({ ada }: World) => ({ threadId: await elsewhere(ada) }), "threadId"],
    ["no message", async () => ({ threadId: "019f0000-0000-7000-8000-000000000000" }), "threadId"],
    ["a word", async () => ({ threadId: "den" }), "threadId"],
    ["no thread, but the room too", async () => ({ alsoInRoom: true }), "alsoInRoom"],
  ])("of %s is refused by the field's name", async (_name, fieldsOf, path) => {
    const here = await world();
    const fields = await fieldsOf(here);
    await expect(sendMessage(here.bob, { room: here.den.id, text: "no", ...fields })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("of a system message, or of one before the reader's history, is refused", async () => {
    const { ada, bob, den, root } = await world();
    const system = await db().message.findFirstOrThrow({ where: { roomId: den.id, kind: "system" } });
    await expect(say(bob, den.id, "no", { threadId: system.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    await expect(say(bob, den.id, "no", { threadId: root.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("by a stranger finds no room", async () => {
    const [{ den, root }, eve] = [await world(), await person("Eve")];
    await expect(say(eve, den.id, "hi", { threadId: root.id })).rejects.toMatchObject(refused("not_found"));
    await expect(listMessages(eve, { room: den.id, thread: root.id })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});

type World = Awaited<ReturnType<typeof world>>;
const elsewhere = async (who: Person) => (await say(who, (await room(who)).id, "elsewhere")).id;

describe("a thread", () => {
  test("is listed with its root first, and pages both ways", async () => {
    const { ada, bob, den, root, reply } = await world();
    const replies: MessageView[] = [];
    for (let n = 1; n <= 7; n++) {
      replies.push(await reply(bob, `r${n}`));
      await say(ada, den.id, `line ${n}`);
    }
    const list = (more: object) => listMessages(ada, { room: den.id, thread: root.id, ...more });
    expect(textsOf(await list({}))).toEqual([root.text, ...replies.map(({ text }) => text)]);
    expect(await list({ limit: 3 })).toMatchObject({ hasOlder: true, hasNewer: false });
    const older = await list({ limit: 3, before: replies[2]!.seq });
    expect([textsOf(older), older.hasOlder, older.hasNewer]).toEqual([[root.text, "r1", "r2"], false, true]);
    const middle = await list({ limit: 2, before: replies[2]!.seq });
    expect([textsOf(middle), middle.hasOlder]).toEqual([["r1", "r2"], true]);
    const newer = await list({ limit: 2, after: root.seq });
    expect([textsOf(newer), newer.hasOlder, newer.hasNewer]).toEqual([["r1", "r2"], true, true]);
    expect(textsOf(await list({ limit: 2, after: 0 }))).toEqual([root.text, "r1"]);
    const around = await list({ limit: 4, around: replies[3]!.seq });
    expect([textsOf(around), around.hasOlder, around.hasNewer]).toEqual([
      ["r3", "r4", "r5", "r6"],
      true,
      true,
    ]);
  });

  test("the room's line pages both ways over the replies", async () => {
    const { ada, bob, den, reply } = await world();
    const line: MessageView[] = [];
    for (let n = 1; n <= 6; n++) {
      await reply(bob, `r${n}`);
      line.push(await say(ada, den.id, `line ${n}`));
      await reply(bob, `s${n}`);
    }
    const list = (more: object) => listMessages(ada, { room: den.id, ...more });
    const newest = await list({ limit: 2 });
    expect([textsOf(newest), newest.hasOlder, newest.hasNewer]).toEqual([["line 5", "line 6"], true, false]);
    const older = await list({ limit: 2, before: line[4]!.seq });
    expect([textsOf(older), older.hasNewer]).toEqual([["line 3", "line 4"], true]);
    const newer = await list({ limit: 2, after: line[3]!.seq });
    expect([textsOf(newer), newer.hasOlder, newer.hasNewer]).toEqual([["line 5", "line 6"], true, false]);
    const around = await list({ limit: 3, around: line[2]!.seq });
    expect(textsOf(around)).toEqual(["line 2", "line 3", "line 4"]);
  });

  test("names the latest five people, the latest first", async () => {
    const { ada, den, root, reply } = await world();
    const people = await Promise.all(["P1", "P2", "P3", "P4", "P5", "P6"].map((name) => person(name)));
    for (const one of people) {
      await joinRoom(one, { room: den.id });
      await reply(one, "me too");
    }
    await reply(people[2]!, "again");
    const { thread } = await readMessage(ada, { message: root.id });
    expect(thread?.participants.map(({ displayName }) => displayName)).toEqual([
      "P3",
      "P6",
      "P5",
      "P4",
      "P2",
    ]);
    await expectThreadsCounted();
  });

  test("loses a deleted reply, and with the last one it is gone from its root", async () => {
    const { ada, bob, root, reply } = await world();
    const [first, second] = [await reply(bob, "one"), await reply(ada, "two")];
    await deleteMessage(ada, { message: second.id });
    await expectThreadsCounted();
    expect((await readMessage(ada, { message: root.id })).thread).toMatchObject({
      count: 1,
      lastSeq: first.seq,
      participants: [{ id: bob.userId }],
      lastReply: { text: "one" },
    });
    await deleteMessage(bob, { message: first.id });
    const { thread, rev } = await readMessage(ada, { message: root.id });
    expect([thread, rev]).toEqual([null, first.rev + 7]);
    await expectThreadsCounted();
  });

  test("shows the new words of its edited last reply", async () => {
    const { ada, bob, root, reply } = await world();
    const [first, second] = [await reply(bob, "one"), await reply(bob, "two")];
    await editMessage(bob, { message: first.id, text: "ONE" });
    const { rev } = await readMessage(ada, { message: root.id });
    await editMessage(bob, { message: second.id, text: "TWO" });
    const after = await readMessage(ada, { message: root.id });
    expect(after.thread?.lastReply.text).toBe("TWO");
    expect(after.rev).toBe(rev + 3);
  });

  test("stays when its root is deleted, and can be answered; a deleted message begins none", async () => {
    const { ada, bob, den, root, reply } = await world();
    await reply(bob, "one");
    await deleteMessage(ada, { message: root.id });
    await reply(bob, "two");
    expect(textsOf(await listMessages(bob, { room: den.id, thread: root.id }))).toEqual(["", "one", "two"]);
    expect((await readMessage(bob, { message: root.id })).thread?.count).toBe(2);
    const alone = await say(ada, den.id, "alone");
    await deleteMessage(ada, { message: alone.id });
    await expect(say(bob, den.id, "no", { threadId: alone.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("is readable from a reader's history on, also where its root is not", async () => {
    const { ada, bob, den, root, reply } = await world();
    await reply(bob, "before");
    await updateRoom(ada, { room: den.id, history: "hidden" });
    const eve = await person("Eve");
    await joinRoom(eve, { room: den.id });
    await expect(listMessages(eve, { room: den.id, thread: root.id })).rejects.toMatchObject(
      refused("not_found"),
    );
    await reply(bob, "after");
    expect(textsOf(await listMessages(eve, { room: den.id, thread: root.id }))).toEqual(["after"]);
  });

  test("of many replies at once has exactly their number", async () => {
    const { ada, bob, den, root, reply } = await world();
    const other = await say(bob, den.id, "Another?");
    const sent = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        n % 3 === 0 ? say(ada, den.id, `o${n}`, { threadId: other.id }) : reply(n % 2 ? ada : bob, `r${n}`),
      ),
    );
    expect(sent.filter(({ status }) => status === "rejected")).toEqual([]);
    expect((await readMessage(ada, { message: root.id })).thread?.count).toBe(40);
    expect((await readMessage(ada, { message: other.id })).thread?.count).toBe(20);
    await expectThreadsCounted();
  });

  test("of replies that come and go at once has the number of those that stayed", async () => {
    const { ada, bob, root, reply } = await world();
    const first = await Promise.all(Array.from({ length: 12 }, (_, n) => reply(bob, `r${n}`)));
    await Promise.all([
      ...first.map(({ id }) => deleteMessage(bob, { message: id })),
      ...Array.from({ length: 12 }, (_, n) => reply(ada, `s${n}`)),
    ]);
    expect((await readMessage(ada, { message: root.id })).thread?.count).toBe(12);
    await expectThreadsCounted();
  });

  test("loses the replies of a person whose messages are erased", async () => {
    const { ada, bob, root, reply } = await world();
    await reply(bob, "mine");
    await reply(ada, "stays");
    const boss = await person("Boss", "administrator");
    await deletePerson(boss, { user: bob.username, messages: "erase" });
    await runDueJobs([rewriteMessagesJob]);
    expect((await readMessage(ada, { message: root.id })).thread).toMatchObject({ count: 1 });
    await expectThreadsCounted();
  });
});
