import { describe, expect, test } from "vitest";
import { JobPostponed } from "@/lib/core/jobs/job-postponed";
import { db } from "@/lib/platform/database/db";
import type { ActivityKind } from "@/lib/shared/views";
import { linesOf, readActivity as read, activityScene as scene, unreadOf } from "@/tests/support/activity";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, refused } from "@/tests/support/world";
import { editMessage } from "../messages/edit/edit-message";
import { addReaction, removeReaction } from "../messages/react";
import { updateNotificationSettings } from "../notifications/update-settings";
import { createRoom } from "../rooms/create-room";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { listActivity } from "./list-activity";
import { markActivityRead, markActivityUnread } from "./mark-activity";
import { sweepActivityJob } from "./sweep-activity";

testDatabase();
const server = testServer();

describe("a line is read", () => {
  test("with its message in the room, on every device", async () => {
    const { bob, den, say, answer, name } = await scene();
    await say(`${name} one`);
    const { message } = await answer("two");
    await read();
    expect(await unreadOf(bob)).toBe(2);
    await markRead(bob, { room: den.id, lastReadSeq: message.seq - 1 });
    expect(await linesOf(bob)).toEqual(["reply* two", `mention ${name} one`]);
    await markRead(bob, { room: den.id, lastReadSeq: message.seq });
    expect(await unreadOf(bob)).toBe(0);
    expect(await linesOf(bob, { unread: "true" })).toEqual([]);
  });

  test("by a mark, which can be taken back and moves no room", async () => {
    const { ada, bob, den, plan, say, name } = await scene();
    await say(`${name} one`);
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    await read();
    const { readAt } = await markActivityRead(bob, {});
    expect(await linesOf(bob)).toEqual(["reaction plan", `mention ${name} one`]);
    const membership = { roomId_userId: { roomId: den.id, userId: bob.userId } };
    const { lastReadSeq } = await db().membership.findUniqueOrThrow({ where: membership });
    expect(lastReadSeq).toBeLessThan(plan.seq);
    await markActivityUnread(bob, { readAt });
    expect(await linesOf(bob)).toEqual(["reaction* plan", `mention* ${name} one`]);
  });

  test("by its id alone, or up to a time", async () => {
    const { bob, say, name } = await scene();
    const [one, two] = [await say(`${name} one`), await say(`${name} two`), await say(`${name} three`)];
    await read();
    await markActivityRead(bob, { ids: [two.id] });
    expect(await unreadOf(bob)).toBe(2);
    const { items } = await listActivity(bob, {});
    await markActivityRead(bob, { upTo: items[1]!.at });
    expect(await linesOf(bob, { unread: "true" })).toEqual([`mention* ${name} three`]);
    expect(items[2]!.id).toBe(one.id);
  });

  test("until somebody reacts again", async () => {
    const { ada, bob, plan } = await scene();
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    await markActivityRead(bob, {});
    expect(await unreadOf(bob)).toBe(0);
    await addReaction(ada, { message: plan.id, emoji: "🎉" });
    expect(await unreadOf(bob)).toBe(1);
    await removeReaction(ada, { message: plan.id, emoji: "🎉" });
    expect(await linesOf(bob)).toEqual(["reaction plan"]);
  });

  test("in a muted room, unless it mentions", async () => {
    const { bob, den, answer, say, name } = await scene();
    await setRoomSettings(bob, { room: den.id, mutedUntil: "9999-12-31T00:00:00.000Z" });
    await answer("quiet");
    await say(`${name} loud`);
    expect(await linesOf(bob)).toEqual([`mention* ${name} loud`, "reply quiet"]);
    expect(await unreadOf(bob)).toBe(1);
  });

  test("where it is a reaction and these are turned off", async () => {
    const { ada, bob, plan } = await scene();
    await updateNotificationSettings(bob, { reactions: false });
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    expect(await linesOf(bob)).toEqual(["reaction plan"]);
    expect(await unreadOf(bob)).toBe(0);
  });

  test("by its own person alone", async () => {
    const { ada, bob, say, name } = await scene();
    const { id } = await say(`${name} one`);
    await read();
    const { readAt } = await markActivityRead(ada, { ids: [id] });
    await markActivityUnread(ada, { readAt });
    expect(await unreadOf(bob)).toBe(1);
  });

  test("also where a reaction comes at the same time", async () => {
    const { ada, bob, plan } = await scene();
    await Promise.all([
      addReaction(ada, { message: plan.id, emoji: "👍" }),
      markActivityRead(bob, {}),
      markActivityRead(bob, {}),
      removeReaction(ada, { message: plan.id, emoji: "👍" }),
    ]);
    await markActivityRead(bob, {});
    expect(await unreadOf(bob)).toBe(0);
  });
});

describe("open pages hear", () => {
  test("of their own new lines, whatever the kind, and of marks", async () => {
    const { ada, bob, plan, answer, say, name } = await scene();
    const [socket, other] = [await KINDS.plain(server.port, bob), await KINDS.plain(server.port, ada)];
    const { id } = await say(`${name} hello`);
    const { message } = await answer("yes");
    await read();
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    await createRoom(ada, { kind: "group", memberIds: [bob.userId] });
    await markActivityRead(bob, {});
    const items = () => socket.received.filter(({ type }) => type === "activity").map(({ item }) => item);
    await socket.until(() => items().filter((item) => item === null).length === 2);
    expect(items()).toEqual([
      { id, kind: "mention", roomId: plan.roomId, seq: plan.seq + 1, threadId: null },
      { id: message.id, kind: "reply", roomId: plan.roomId, seq: plan.seq + 2, threadId: null },
      { id: plan.id, kind: "reaction", roomId: plan.roomId, seq: plan.seq, threadId: null },
      null, // The room names itself by a frame of its own.
      null,
    ]);
    expect(other.received.filter(({ type }) => type === "activity")).toEqual([]);
    for (const client of [socket, other]) client.close();
  });
});

test("open pages hear of an edit that names a person again", async () => {
  const { ada, bob, say, name } = await scene();
  const { id, seq, roomId } = await say(`${name} one`);
  await read();
  await editMessage(ada, { message: id, text: "one" });
  const socket = await KINDS.plain(server.port, bob);
  await editMessage(ada, { message: id, text: `${name} again` });
  const frame = await socket.until(({ type }) => type === "activity");
  expect(frame.item).toEqual({ id, kind: "mention", roomId, seq, threadId: null });
  socket.close();
});

describe("the list", () => {
  test("comes in pages without holes or doubles", async () => {
    const { bob, den, attic, say, name } = await scene();
    const texts: string[] = [];
    for (let i = 0; i < 9; i++) {
      texts.unshift(i % 2 ? `${i} @all` : `${i} ${name}`);
      await say(texts[0]!, i % 3 ? den : attic);
    }
    await read();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listActivity(bob, { limit: 2, cursor });
      found.push(...page.items.map(({ message }) => message!.text));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(texts);
  });

  test("refuses other kinds, cursors and times", async () => {
    const bob = await person("Bob");
    const invalid = refused("validation_failed");
    await expect(listActivity(bob, { kind: "poke" as ActivityKind })).rejects.toMatchObject(invalid);
    await expect(listActivity(bob, { cursor: "x" })).rejects.toMatchObject(invalid);
    await expect(listActivity(bob, { unread: "maybe" as "true" })).rejects.toMatchObject(invalid);
    await expect(markActivityUnread(bob, { readAt: "now" })).rejects.toMatchObject(invalid);
    await expect(markActivityRead(bob, { ids: ["x"] })).rejects.toMatchObject(invalid);
  });

  test("forgets after a month", async () => {
    const { bob, say, name } = await scene();
    await say(`${name} old`);
    await read();
    await db()
      .$executeRaw`UPDATE activity SET at = at - interval '31 days' WHERE user_id = ${bob.userId}::uuid`;
    await say(`${name} new`);
    await read();
    const started = { signal: new AbortController().signal };
    await expect(sweepActivityJob.run({}, started as never)).rejects.toBeInstanceOf(JobPostponed);
    expect(await db().activity.count({ where: { userId: bob.userId } })).toBe(1);
  });
});
