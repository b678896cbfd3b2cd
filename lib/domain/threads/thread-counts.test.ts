import { describe, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { readCommits } from "@/lib/delivery/commit-work";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";
import { rewriteMessagesJob } from "../administration/apply-messages-fate";
import { deletePerson } from "../administration/delete-person";
import { editMessage } from "../messages/edit/edit-message";
import { sendMessage } from "../messages/send/send-message";
import { readRoom } from "../rooms/read-room";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { unfollowThread } from "./follow-thread";
import { readThread } from "./read-thread";
import { threadsOfCommits } from "./threads-of-commits";

testDatabase();
const server = testServer();

/** A room of Ada, Bob and Eve, and a message of Ada's to which they reply. */
async function world() {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob, eve] });
  const say = async (who: Person, text: string, more: object = {}) =>
    (await sendMessage(who, { room: den.id, text, ...more })).message as MessageView;
  const root = await say(ada, "Who brings cake?");
  const reply = (who: Person, text: string, more: object = {}) =>
    say(who, text, { threadId: root.id, ...more });
  const stateOf = (who: Person) => readThread(who, { message: root.id });
  const countsOf = (who: Person) => readRoom(who, { room: den.id });
  const frameOf = async (who: Person, counts: object) => {
    const device = await KINDS.plain(server.port, who);
    return async (type: "thread" | "room") => {
      const frame = await device.until(
        (one) => one.type === type && fits(type === "room" ? one.room : one, counts),
      );
      device.close();
      return frame;
    };
  };
  return { ada, bob, eve, den, root, reply, stateOf, countsOf, frameOf };
}

const fits = (given: unknown, counts: object): boolean =>
  Object.entries(counts).every(([name, count]) => (given as Record<string, unknown>)[name] === count);

describe("a mention in a thread", () => {
  test("by an edit makes a follower, and followers hear the new counts", async () => {
    const { ada, bob, eve, reply, stateOf, frameOf } = await world();
    const answer = await reply(bob, "one");
    const [hers, adas] = [
      await frameOf(eve, { isFollowed: true, mentionCount: 1 }),
      await frameOf(ada, { unreadCount: 1, mentionCount: 1 }),
    ];
    await editMessage(bob, { message: answer.id, text: `@${eve.username} @${ada.username}` });
    await Promise.all([hers("thread"), adas("thread")]);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 1, mentionCount: 1 });
    const taken = await frameOf(ada, { unreadCount: 1, mentionCount: 0 });
    await editMessage(bob, { message: answer.id, text: "never mind" });
    await taken("thread");
  });

  test("that an edit adds to the root makes a follower of the replies to come", async () => {
    const { ada, bob, eve, root, reply, stateOf } = await world();
    await reply(bob, "one");
    await editMessage(ada, { message: root.id, text: `Who brings cake, @${eve.username}?` });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 0 });
    await reply(bob, "two");
    expect(await stateOf(eve)).toMatchObject({ unreadCount: 1 });
  });

  test("by name leaves earlier calls, and replies in the line, unread", async () => {
    const { bob, eve, den, root, reply, countsOf, stateOf } = await world();
    await reply(bob, "before");
    await markRead(eve, { room: den.id, lastReadSeq: root.seq });
    await reply(bob, "@all");
    await reply(bob, "for everyone", { alsoInRoom: true });
    await reply(bob, `@${eve.username}`);
    expect(await countsOf(eve)).toMatchObject({ unreadCount: 1, mentionCount: 2, threadMentionCount: 2 });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 3, mentionCount: 2 });
  });

  test("leaves everything unread for who follows all threads of the room", async () => {
    const { bob, eve, den, reply, stateOf } = await world();
    await setRoomSettings(eve, { room: den.id, followThreads: true });
    await reply(bob, "one");
    await reply(bob, `two @${eve.username}`);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 2, mentionCount: 1 });
  });

  test("brings back who had left the thread, without what was said meanwhile", async () => {
    const { bob, eve, root, reply, stateOf } = await world();
    await reply(eve, "one");
    await unfollowThread(eve, { message: root.id });
    await reply(bob, "two");
    await reply(bob, `three @${eve.username}`);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 1, mentionCount: 1 });
  });
});

test("one's own reply reads the mentions before it on all devices", async () => {
  const { bob, eve, reply, countsOf, frameOf } = await world();
  await reply(bob, `@${eve.username}`);
  const hers = await frameOf(eve, { mentionCount: 0, threadMentionCount: 0 });
  await reply(eve, "mine");
  await readCommits([threadsOfCommits]);
  await hers("room");
  expect(await countsOf(eve)).toMatchObject({ mentionCount: 0, threadMentionCount: 0 });
});

test("followers hear that the replies of a deleted person were erased", async () => {
  const { ada, bob, reply, frameOf } = await world();
  const boss = await person("Boss", "administrator");
  await reply(bob, `@${ada.username}`);
  const hers = await frameOf(ada, { unreadCount: 0, mentionCount: 0 });
  await deletePerson(boss, { user: bob.userId, messages: "erase" });
  await runDueJobs([rewriteMessagesJob]);
  await hers("thread");
});
