import { expect, test } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectThreadsCounted } from "@/tests/support/threads";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { listMessages } from "../messages/list-messages";
import { addReaction } from "../messages/react";
import { readMessage } from "../messages/read-message";
import { sendMessage } from "../messages/send/send-message";
import { sync } from "../messages/sync";
import { joinRoom } from "../rooms/members/join-room";
import { readRoom } from "../rooms/read-room";
import { markRead } from "../rooms/reading/mark-read";
import { moveToRoom, moveToThread } from "./move-messages";
import { readThread } from "./read-thread";

testDatabase();

const say = async (who: Person, roomId: string, text: string, more: object = {}) =>
  (await sendMessage(who, { room: roomId, text, ...more })).message as MessageView;

/** Ada's room with Bob and Eve: a message of Ada's, and two of Bob's and one of Ada's that followed it. */
async function world() {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob, eve] });
  const root = await say(ada, den.id, "Who brings cake?");
  const [one, two, three] = [
    await say(bob, den.id, "I do"),
    await say(bob, den.id, `@${eve.username} and you?`),
    await say(ada, den.id, "Thanks"),
  ];
  return { ada, bob, eve, den, root, one, two, three };
}

const textsOf = async (who: Person, roomId: string, more: object = {}) =>
  (await listMessages(who, { room: roomId, ...more })).items.slice(-4).map(({ text }) => text);

test("a moderator moves messages into a thread: each changes once, in the order of rev", async () => {
  const { ada, bob, den, root, one, two, three } = await world();
  await addReaction(bob, { message: three.id, emoji: "👍" });
  const before = await readRoom(ada, { room: den.id });
  await moveToThread(ada, { message: root.id, messageIds: [three.id, one.id, two.id] });
  const { rooms } = await sync(ada, { rooms: { [den.id]: before.rev } });
  const items = rooms[0]!.items;
  expect(items.map(({ id, rev }) => [id, rev - before.rev])).toEqual([
    [one.id, 1],
    [two.id, 2],
    [three.id, 3],
    [root.id, 4],
  ]);
  expect(items[2]).toMatchObject({
    threadId: root.id,
    seq: three.seq,
    createdAt: three.createdAt,
    reactions: [{ emoji: "👍" }],
  });
  expect(items[3]?.thread?.count).toBe(3);
  expect((await textsOf(ada, den.id)).at(-1)).toBe(root.text);
  expect(await textsOf(ada, den.id, { thread: root.id })).toEqual([root.text, "I do", two.text, "Thanks"]);
  expect((await readRoom(ada, { room: den.id })).lastMessage?.id).toBe(root.id);
  expect((await readMessage(bob, { message: one.id })).threadId).toBe(root.id);
  const [noted] = await db().auditEntry.findMany({
    where: { action: "message.move-to-thread", targetId: den.id },
  });
  expect(noted).toMatchObject({ actorId: ada.userId, details: { count: 3 } });
  await expectThreadsCounted();
});

test("trap 20: what was read stays read, what was not stays unread, and nobody is notified again", async () => {
  const { ada, bob, eve, den, root, one, two, three } = await world();
  await markRead(bob, { room: den.id, lastReadSeq: three.seq });
  await markRead(eve, { room: den.id, lastReadSeq: one.seq });
  await readCommits([]);
  await moveToThread(ada, { message: root.id, messageIds: [one.id, two.id, three.id] });
  expect(await db().commitWork.count()).toBe(0);
  expect(await readThread(bob, { message: root.id })).toMatchObject({ isFollowed: true, unreadCount: 0 });
  expect(await readThread(eve, { message: root.id })).toMatchObject({
    isFollowed: true,
    unreadCount: 2,
    mentionCount: 1,
  });
  expect(await readRoom(eve, { room: den.id })).toMatchObject({
    unreadCount: 0,
    mentionCount: 1,
    threadMentionCount: 1,
  });
});

test("calls and replies that were unread in the thread before stay so", async () => {
  const { ada, bob, den, root } = await world();
  const eve = await person("Eve");
  await joinRoom(eve, { room: den.id });
  await say(bob, den.id, "@all", { threadId: root.id });
  const hers = await say(eve, den.id, "mine");
  await markRead(eve, { room: den.id, lastReadSeq: hers.seq });
  await moveToThread(ada, { message: root.id, messageIds: [hers.id] });
  expect(await readThread(eve, { message: root.id })).toMatchObject({
    isFollowed: true,
    unreadCount: 1,
    mentionCount: 1,
  });
});

test("a reply goes back to the room, and its root loses it", async () => {
  const { ada, bob, den, root, one, two } = await world();
  await moveToThread(ada, { message: root.id, messageIds: [one.id, two.id] });
  await moveToRoom(bob, { message: two.id });
  await moveToRoom(bob, { message: two.id });
  expect((await readMessage(ada, { message: two.id })).threadId).toBeNull();
  expect((await readMessage(ada, { message: root.id })).thread?.count).toBe(1);
  await moveToRoom(ada, { message: one.id });
  expect((await readMessage(ada, { message: root.id })).thread).toBeNull();
  expect(await textsOf(ada, den.id)).toEqual([root.text, "I do", two.text, "Thanks"]);
  await expectThreadsCounted();
});

test("a reply goes from one thread into another, and both roots count it right", async () => {
  const { ada, root, one, two, three } = await world();
  await moveToThread(ada, { message: root.id, messageIds: [two.id, three.id] });
  await moveToThread(ada, { message: one.id, messageIds: [three.id] });
  expect((await readMessage(ada, { message: root.id })).thread?.count).toBe(1);
  expect((await readMessage(ada, { message: one.id })).thread?.count).toBe(1);
  await expectThreadsCounted();
});

test("authors move their own messages, and no others'", async () => {
  const { bob, eve, root, one, three } = await world();
  await moveToThread(bob, { message: root.id, messageIds: [one.id] });
  for (const messageIds of [[three.id], [one.id, three.id]])
    await expect(moveToThread(bob, { message: root.id, messageIds })).rejects.toMatchObject(
      refused("forbidden"),
    );
  await expect(moveToRoom(eve, { message: one.id })).rejects.toMatchObject(refused("forbidden"));
  const max = await person("Max");
  await expect(moveToThread(max, { message: root.id, messageIds: [one.id] })).rejects.toMatchObject(
    refused("not_found"),
  );
  await expect(moveToRoom(max, { message: one.id })).rejects.toMatchObject(refused("not_found"));
});

test("messages that cannot be in the thread are refused, and none moves", async () => {
  const { ada, bob, den, root, one, two, three } = await world();
  const elsewhere = await say(ada, (await room(ada)).id, "elsewhere");
  await say(bob, den.id, "nested", { threadId: two.id });
  const system = await db().message.findFirstOrThrow({ where: { roomId: den.id, kind: "system" } });
  await deleteMessage(ada, { message: three.id });
  for (const [message, messageIds, code] of [
    [root.id, [elsewhere.id], "validation_failed"],
    [one.id, [root.id], "validation_failed"],
    [root.id, [root.id], "validation_failed"],
    [root.id, [one.id, two.id], "validation_failed"],
    [system.id, [one.id], "validation_failed"],
    [root.id, [system.id], "validation_failed"],
    [root.id, [one.id, three.id], "gone"],
    [root.id, [], "validation_failed"],
    [root.id, ["den"], "validation_failed"],
  ] as const)
    await expect(moveToThread(ada, { message, messageIds: [...messageIds] })).rejects.toMatchObject(
      refused(code),
    );
  expect((await readMessage(ada, { message: one.id })).threadId).toBeNull();
  await expect(moveToRoom(ada, { message: system.id })).rejects.toMatchObject({
    refusal: { code: "validation_failed", errors: [{ path: "message" }] },
  });
});

test("moving, answering and deleting at once leave right counts", async () => {
  const { ada, bob, den, root, one, two, three } = await world();
  await Promise.allSettled([
    moveToThread(ada, { message: root.id, messageIds: [one.id, two.id, three.id] }),
    ...Array.from({ length: 8 }, (_, n) => say(bob, den.id, `r${n}`, { threadId: root.id })),
    deleteMessage(bob, { message: two.id }),
    moveToRoom(ada, { message: one.id }),
    say(bob, den.id, "nested", { threadId: three.id }),
  ]);
  await expectThreadsCounted();
  const nested = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM message x JOIN message root ON root.id = x.thread_id WHERE root.thread_id IS NOT NULL`;
  expect(nested).toEqual([]);
});
