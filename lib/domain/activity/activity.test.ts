import { describe, expect, test } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import { linesOf, readActivity as read, activityScene as scene, unreadOf } from "@/tests/support/activity";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { addReaction, removeReaction } from "../messages/react";
import { sendMessage } from "../messages/send/send-message";
import { updateNotificationSettings } from "../notifications/update-settings";
import { createRoom } from "../rooms/create-room";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { addMembers, removeMember } from "../rooms/members/members";
import { markRead } from "../rooms/reading/mark-read";
import { startDirect } from "../rooms/start-direct";
import { updateRoom } from "../rooms/update/update-room";
import { markThreadRead } from "../threads/read-thread";
import { activityOfCommits } from "./activity-of-commits";
import { listActivity, listUnreadActivity } from "./list-activity";

testDatabase();
const server = testServer();

describe("Activity has", () => {
  test("mentions, replies, keywords, reactions and rooms, the latest first", async () => {
    const { ada, bob, plan, answer, say, name } = await scene();
    await updateNotificationSettings(bob, { keywords: ["deploy"] });
    await say(`${name} hello`);
    await answer("yes");
    await say("We deployed it");
    await say("nothing");
    await say("@all lunch");
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    await createRoom(ada, { kind: "open", name: `Hiring ${bob.username}`, memberIds: [bob.userId] });
    expect(await linesOf(bob)).toEqual([
      "added*",
      "reaction* plan",
      "mention* @all lunch",
      "keyword* We deployed it",
      "reply* yes",
      `mention* ${name} hello`,
    ]);
    expect(await linesOf(ada)).toEqual([]);
    const [added, reaction, , keyword] = (await listActivity(bob, {})).items;
    expect(added).toMatchObject({ people: [{ id: ada.userId }], message: null });
    expect(reaction).toMatchObject({ people: [{ id: ada.userId }], peopleCount: 1, emoji: ["👍"] });
    expect(keyword).toMatchObject({ keyword: "deploy", people: [{ id: ada.userId }] });
  });

  test("one line for a message that mentions, answers and has a keyword", async () => {
    const { bob, answer, name } = await scene();
    await updateNotificationSettings(bob, { keywords: ["deploy"] });
    await answer(`${name} deploy`);
    expect(await linesOf(bob)).toEqual([`mention* ${name} deploy`]);
    expect(await linesOf(bob, { kind: "reply" })).toEqual([`reply* ${name} deploy`]);
    expect(await linesOf(bob, { kind: "keyword" })).toEqual([`keyword* ${name} deploy`]);
    expect(await linesOf(bob, { kind: "added" })).toEqual([]);
  });

  test("nothing of what a person did themselves", async () => {
    const { bob, den, plan, answer, name } = await scene();
    await updateNotificationSettings(bob, { keywords: ["deploy"] });
    await sendMessage(bob, { room: den.id, text: `deploy @all ${name}` });
    await answer("my own", bob);
    await addReaction(bob, { message: plan.id, emoji: "👍" });
    await joinRoom(bob, { room: den.id });
    expect(await linesOf(bob)).toEqual([]);
  });

  test("one line for the reactions of many, who are counted once each", async () => {
    const { ada, bob, den, plan } = await scene();
    const others = [await person("Cyd"), await person("Dan"), await person("Eve")];
    for (const who of others) await joinRoom(who, { room: den.id });
    for (const who of [ada, ...others]) await addReaction(who, { message: plan.id, emoji: "👍" });
    await addReaction(ada, { message: plan.id, emoji: "🎉" });
    const { items } = await listActivity(bob, {});
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ peopleCount: 4, emoji: ["🎉", "👍"] });
    expect(items[0]!.people.map(({ id }) => id)).toEqual([ada, others[2]!, others[1]!].map((p) => p.userId));
  });

  test("no line for a conversation that somebody began", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    await startDirect(ada, { userId: bob.userId });
    await createRoom(ada, { kind: "group", memberIds: [bob.userId] });
    expect(await linesOf(bob)).toEqual(["added*"]);
  });

  test("a mention by @here only for people who were online", async () => {
    const { bob, say } = await scene();
    await say("@here first");
    const socket = await KINDS.plain(server.port, bob);
    await say("@here second");
    expect(await linesOf(bob)).toEqual(["mention* @here second"]);
    socket.close();
  });

  test("each line once, however often a commit is read", async () => {
    const { bob, den, say, name } = await scene();
    const { seq } = await say(`${name} hello`);
    await read();
    await db().commitWork.create({ data: { roomId: den.id, fromSeq: seq, toSeq: seq } });
    expect(await linesOf(bob)).toEqual([`mention* ${name} hello`]);
  });
});

describe("what no longer holds has no line:", () => {
  test("a deleted message", async () => {
    const { ada, bob, say, name } = await scene();
    const { id } = await say(`${name} gone`);
    expect(await linesOf(bob)).toHaveLength(1);
    await deleteMessage(ada, { message: id });
    expect(await linesOf(bob)).toEqual([]);
    expect(await unreadOf(bob)).toBe(0);
  });

  test("a name or a keyword that an edit took out", async () => {
    const { ada, bob, say, name } = await scene();
    await updateNotificationSettings(bob, { keywords: ["deploy"] });
    const [named, word] = [await say(`${name} no`), await say("deploy")];
    expect(await linesOf(bob)).toHaveLength(2);
    await editMessage(ada, { message: named.id, text: "no" });
    await editMessage(ada, { message: word.id, text: "rest" });
    expect(await linesOf(bob)).toEqual([]);
    await editMessage(ada, { message: named.id, text: `yes ${name}` });
    await editMessage(ada, { message: word.id, text: "deploying" });
    expect((await linesOf(bob)).sort()).toEqual(["keyword* deploying", `mention* yes ${name}`]);
  });

  test("a reaction that was taken back", async () => {
    const { ada, bob, plan } = await scene();
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    await addReaction(ada, { message: plan.id, emoji: "🎉" });
    await removeReaction(ada, { message: plan.id, emoji: "🎉" });
    expect((await listActivity(bob, {})).items[0]).toMatchObject({ emoji: ["👍"] });
    await removeReaction(ada, { message: plan.id, emoji: "👍" });
    expect(await linesOf(bob)).toEqual([]);
  });

  test("a room that one left, and one that one entered alone since", async () => {
    const { ada, bob, say, name } = await scene();
    const hall = await room(ada);
    await addMembers(ada, { room: hall.id, userIds: [bob.userId] });
    await say(`${name} hall`, hall);
    expect(await linesOf(bob)).toEqual([`mention* ${name} hall`, "added*"]);
    await leaveRoom(bob, { room: hall.id });
    expect(await linesOf(bob)).toEqual([]);
    await joinRoom(bob, { room: hall.id });
    expect(await linesOf(bob)).toEqual([`mention ${name} hall`]);
  });
});

describe("S12, S13: a person who lost the room", () => {
  test("finds nothing of it", async () => {
    const { ada, bob, den, plan, answer, say, name } = await scene();
    await updateNotificationSettings(bob, { keywords: ["deploy"] });
    await say(`${name} secret`);
    await answer("secret");
    await say("deploy secret");
    await addReaction(ada, { message: plan.id, emoji: "👍" });
    expect(await linesOf(bob)).toHaveLength(4);
    await removeMember(ada, { room: den.id, user: bob.username });
    expect(await linesOf(bob)).toEqual([]);
    expect(await unreadOf(bob)).toBe(0);
  });

  test("does not get back what is before their history", async () => {
    const { ada, bob, den, say, name } = await scene();
    await say(`${name} before`);
    await read();
    await updateRoom(ada, { room: den.id, history: "hidden" });
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    await say(`${name} after`);
    expect(await linesOf(bob)).toEqual([`mention* ${name} after`]);
  });

  test("gets no line that was written meanwhile", async () => {
    const { ada, bob, den, say, name } = await scene();
    await say(`${name} late`);
    await removeMember(ada, { room: den.id, user: bob.username });
    expect(await linesOf(bob)).toEqual([]);
  });
});

test("a mention in a thread is unread in Activity until its thread is read", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const root = (await sendMessage(ada, { room: den.id, text: "Who?" })).message;
  const named = { room: den.id, text: `@${bob.username}`, threadId: root.id };
  const { seq } = (await sendMessage(ada, named)).message;
  await readCommits([activityOfCommits]);
  await markRead(bob, { room: den.id, lastReadSeq: seq });
  expect((await listUnreadActivity(bob, {})).items).toMatchObject([
    { kind: "mention", seq, threadId: root.id },
  ]);
  await markThreadRead(bob, { message: root.id, lastReadSeq: seq });
  expect((await listUnreadActivity(bob, {})).items).toEqual([]);
});
