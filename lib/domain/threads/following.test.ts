import { describe, expect, test } from "vitest";
import { readCommits } from "@/lib/delivery/commit-work";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { createGroup } from "../groups/create-group";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { sendMessage } from "../messages/send/send-message";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { readRoom } from "../rooms/read-room";
import { readSidebar } from "../rooms/read-sidebar";
import { markAllRead } from "../rooms/reading/mark-all-read";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { startDirect } from "../rooms/start-direct";
import { updateRoom } from "../rooms/update/update-room";
import { followThread, unfollowThread } from "./follow-thread";
import { listThreads, listUnreadThreads } from "./list-threads";
import { markThreadsRead } from "./mark-threads-read";
import { markThreadRead, readThread } from "./read-thread";
import { threadsOfCommits } from "./threads-of-commits";

testDatabase();
const server = testServer();

const say = async (who: Person, roomId: string, text: string, more: object = {}) =>
  (await sendMessage(who, { room: roomId, text, ...more })).message as MessageView;

/** A room of Ada, Bob and Eve, with a message of Ada's. */
async function world() {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob, eve] });
  const root = await say(ada, den.id, "Who brings cake?");
  const reply = (who: Person, text: string, more: object = {}) =>
    say(who, den.id, text, { threadId: root.id, ...more });
  const stateOf = (who: Person) => readThread(who, { message: root.id });
  return { ada, bob, eve, den, root, reply, stateOf };
}

const unreadOf = async (who: Person) =>
  (await listUnreadThreads(who, {})).items.map(({ unreadCount, mentionCount }) => [
    unreadCount,
    mentionCount,
  ]);

describe("replies in the room's line, by choice", () => {
  test("reading the room reads the replies that it passes, and no other", async () => {
    const { ada, bob, eve, den, reply, stateOf } = await world();
    expect(await setRoomSettings(ada, { room: den.id, repliesInRoom: true })).toMatchObject({
      repliesInRoom: true,
    });
    const first = await reply(bob, "I do");
    await reply(eve, "Me too");
    await markRead(ada, { room: den.id, lastReadSeq: first.seq });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 1, lastReadSeq: first.seq });
    await markRead(ada, { room: den.id, lastReadSeq: first.seq + 1 });
    expect(await unreadOf(ada)).toEqual([]);
    // Bob has no replies in the room, and reads them in the thread.
    await markRead(bob, { room: den.id, lastReadSeq: first.seq + 1 });
    expect(await unreadOf(bob)).toEqual([[1, 0]]);
  });

  test("mentions in replies are read with them, on every device", async () => {
    const { ada, bob, den, reply } = await world();
    await setRoomSettings(ada, { room: den.id, repliesInRoom: true });
    const { seq } = await reply(bob, `You, @${ada.username}?`);
    const tablet = await KINDS.plain(server.port, { ...ada, ...(await session(ada.userId)) });
    expect((await readRoom(ada, { room: den.id })).threadMentionCount).toBe(1);
    await markRead(ada, { room: den.id, lastReadSeq: seq });
    expect(await tablet.until(({ type }) => type === "thread")).toMatchObject({ unreadCount: 0 });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ mentionCount: 0, threadMentionCount: 0 });
    tablet.close();
  });

  test("marking the room as unread leaves threads read, and the setting follows nothing", async () => {
    const { ada, bob, eve, den, root, reply, stateOf } = await world();
    for (const who of [ada, eve]) await setRoomSettings(who, { room: den.id, repliesInRoom: true });
    const { seq } = await reply(bob, "I do");
    for (const who of [ada, eve]) await markRead(who, { room: den.id, lastReadSeq: seq });
    await markRead(ada, { room: den.id, lastReadSeq: root.seq - 1, force: true });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 0 });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: false, unreadCount: 0 });
    await expect(setRoomSettings(eve, { room: den.id, repliesInRoom: "yes" } as never)).rejects.toMatchObject(
      {
        refusal: { code: "validation_failed", errors: [{ path: "repliesInRoom" }] },
      },
    );
  });
});

describe("following by itself", () => {
  test("trap 11: the root's author follows from the first reply, and so does who replies", async () => {
    const { ada, bob, eve, reply, stateOf } = await world();
    await reply(bob, "I do");
    expect(await stateOf(ada)).toMatchObject({ isFollowed: true, unreadCount: 1, mentionCount: 0 });
    expect(await stateOf(bob)).toMatchObject({ isFollowed: true, unreadCount: 0 });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: false, unreadCount: 1 });
    expect([await unreadOf(ada), await unreadOf(bob), await unreadOf(eve)]).toEqual([[[1, 0]], [], []]);
  });

  test("is begun by one's name in the root or in a reply", async () => {
    const { ada, bob, eve, den, reply, stateOf } = await world();
    await reply(bob, `Ask @${eve.username}`);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 1, mentionCount: 1 });
    const named = await say(ada, den.id, `@${eve.username}, come here`);
    await say(bob, den.id, "me too", { threadId: named.id });
    expect(await readThread(eve, { message: named.id })).toMatchObject({ isFollowed: true, unreadCount: 1 });
  });

  test("trap 10: @all, @here and groups make nobody a follower", async () => {
    const { ada, bob, eve, den, reply, stateOf } = await world();
    const root = await person("Root", "administrator");
    const handle = `team${Date.now()}`;
    await createGroup(root, { handle, name: "Team", memberIds: [eve.userId] });
    await reply(bob, `@all @here @${handle}`);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: false });
    const all = await say(ada, den.id, "@all look");
    await say(bob, den.id, "yes", { threadId: all.id });
    expect(await readThread(eve, { message: all.id })).toMatchObject({ isFollowed: false });
  });

  test("trap 9: unfollowing holds until one's own reply or a mention by name", async () => {
    const { ada, bob, reply, stateOf } = await world();
    await reply(bob, "one");
    await unfollowThread(ada, { message: (await reply(bob, "two")).threadId! });
    await reply(bob, "three @all");
    await markThreadRead(ada, { message: (await reply(bob, "four")).threadId!, lastReadSeq: 5 });
    expect(await stateOf(ada)).toMatchObject({ isFollowed: false });
    await reply(bob, `five @${ada.username}`);
    expect(await stateOf(ada)).toMatchObject({ isFollowed: true });
    await unfollowThread(ada, { message: (await reply(bob, "six")).threadId! });
    await reply(ada, "seven");
    expect(await stateOf(ada)).toMatchObject({ isFollowed: true, unreadCount: 0 });
  });

  test("holds for all members of a conversation", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const { id } = (await startDirect(ada, { userId: bob.userId })).room;
    const root = await say(ada, id, "Hm");
    await say(ada, id, "I meant", { threadId: root.id });
    expect(await readThread(bob, { message: root.id })).toMatchObject({ isFollowed: true, unreadCount: 1 });
    expect(await unreadOf(bob)).toEqual([[1, 0]]);
    await unfollowThread(bob, { message: root.id });
    await say(ada, id, "more", { threadId: root.id });
    expect(await unreadOf(bob)).toEqual([]);
  });

  test("trap 2: leaving ends it, and coming back brings nothing back", async () => {
    const { ada, bob, den, root, reply, stateOf } = await world();
    await reply(bob, "one");
    await leaveRoom(bob, { room: den.id });
    await reply(ada, `two @${bob.username}`);
    expect(await unreadOf(bob)).toEqual([]);
    await expect(stateOf(bob)).rejects.toMatchObject(refused("not_found"));
    await joinRoom(bob, { room: den.id });
    expect(await unreadOf(bob)).toEqual([]);
    expect(await stateOf(bob)).toMatchObject({ isFollowed: false });
    await followThread(bob, { message: root.id });
    expect(await stateOf(bob)).toMatchObject({ isFollowed: true, unreadCount: 0 });
  });
});

describe("following by choice", () => {
  test("counts from then on, and again is the same", async () => {
    const { bob, eve, root, reply, stateOf } = await world();
    await reply(bob, "before");
    await followThread(eve, { message: root.id });
    await followThread(eve, { message: root.id });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 0 });
    await reply(bob, "after");
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 1 });
    await unfollowThread(eve, { message: root.id });
    await unfollowThread(eve, { message: root.id });
    expect(await unreadOf(eve)).toEqual([]);
  });

  test("reads what was said before, also by who had read or left the thread", async () => {
    const { bob, eve, root, reply, stateOf } = await world();
    const first = await reply(bob, "one");
    await markThreadRead(eve, { message: root.id, lastReadSeq: first.seq });
    await reply(bob, "two");
    await followThread(eve, { message: root.id });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 0 });
    await unfollowThread(eve, { message: root.id });
    await reply(bob, "three");
    await followThread(eve, { message: root.id });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 0 });
  });

  test("by a stranger, and of a reply, is refused", async () => {
    const { bob, root, reply } = await world();
    const stranger = await person("Max");
    for (const act of [followThread, unfollowThread, readThread])
      await expect(act(stranger, { message: root.id })).rejects.toMatchObject(refused("not_found"));
    const answer = await reply(bob, "one");
    await expect(followThread(bob, { message: answer.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  });

  test("of all threads of a room begins with the next replies, but for unfollowed ones", async () => {
    const { ada, bob, eve, den, reply, stateOf, root } = await world();
    await reply(bob, "before");
    expect(await setRoomSettings(eve, { room: den.id, followThreads: true })).toMatchObject({
      followsThreads: true,
    });
    expect(await unreadOf(eve)).toEqual([]);
    const other = await say(ada, den.id, "Another");
    await say(bob, den.id, "yes", { threadId: other.id });
    expect(await unreadOf(eve)).toEqual([[1, 0]]);
    await unfollowThread(eve, { message: other.id });
    expect(await unreadOf(eve)).toEqual([]);
    await reply(bob, "after");
    // What was said before the choice does not count, as it did not when nothing was followed.
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 1 });
    expect(await unreadOf(eve)).toEqual([[1, 0]]);
    await setRoomSettings(eve, { room: den.id, followThreads: false });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: false });
    expect((await readRoom(eve, { room: den.id })).followsThreads).toBe(false);
    expect(root.threadId).toBeNull();
  });
});

describe("replies from before all threads were followed", () => {
  async function followed() {
    const { bob, eve, den, root, reply, stateOf } = await world();
    const first = await reply(bob, "before");
    await setRoomSettings(eve, { room: den.id, followThreads: true });
    await reply(bob, "after");
    return { bob, eve, root, first, reply, stateOf };
  }

  test("do not count, nor after a mention", async () => {
    const { bob, eve, reply, stateOf } = await followed();
    await reply(bob, `@${eve.username}`);
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 2, mentionCount: 1 });
  });

  test("count where they are marked as unread by hand", async () => {
    const { eve, root, first, stateOf } = await followed();
    await markThreadRead(eve, { message: root.id, lastReadSeq: first.seq - 1, force: true });
    expect(await stateOf(eve)).toMatchObject({ isFollowed: true, unreadCount: 2 });
  });
});

describe("reading", () => {
  test("trap 3: a thread and its room are read apart", async () => {
    const { ada, bob, den, root, reply, stateOf } = await world();
    await markRead(ada, { room: den.id, lastReadSeq: root.seq });
    const answer = await reply(bob, "one");
    expect((await readRoom(ada, { room: den.id })).unreadCount).toBe(0);
    const line = await say(bob, den.id, "line");
    expect((await readRoom(ada, { room: den.id })).unreadCount).toBe(1);
    await markRead(ada, { room: den.id, lastReadSeq: line.seq });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 1 });
    await markThreadRead(ada, { message: root.id, lastReadSeq: answer.seq });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 0, lastReadSeq: answer.seq });
    await reply(ada, "mine");
    await say(bob, den.id, "line");
    expect((await readRoom(ada, { room: den.id })).unreadCount).toBe(1);
  });

  test("trap 15: a thread marked as unread counts what others said below the line", async () => {
    const { ada, bob, root, reply, stateOf } = await world();
    const first = await reply(bob, "one");
    await reply(ada, "mine");
    await reply(bob, "two");
    await markThreadRead(ada, { message: root.id, lastReadSeq: 99 });
    await markThreadRead(ada, { message: root.id, lastReadSeq: first.seq });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 0 });
    await markThreadRead(ada, { message: root.id, lastReadSeq: first.seq, force: true });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 1, lastReadSeq: first.seq });
  });

  test("trap 7: deleted replies are not unread", async () => {
    const { ada, bob, reply } = await world();
    const [first, second] = [await reply(bob, "one"), await reply(bob, "two")];
    await deleteMessage(bob, { message: second.id });
    expect(await unreadOf(ada)).toEqual([[1, 0]]);
    await deleteMessage(bob, { message: first.id });
    expect(await unreadOf(ada)).toEqual([]);
    expect((await listThreads(ada, {})).items).toEqual([]);
  });

  test("a mention in a thread counts in the room until the thread is read", async () => {
    const { ada, bob, eve, den, root, reply } = await world();
    const named = await reply(bob, `@${ada.username} @all`);
    const mentionsOf = async (who: Person) => {
      const { unreadCount, mentionCount, threadMentionCount } = await readRoom(who, { room: den.id });
      return [unreadCount, mentionCount, threadMentionCount];
    };
    await markRead(ada, { room: den.id, lastReadSeq: named.seq });
    await markRead(eve, { room: den.id, lastReadSeq: named.seq });
    expect([await mentionsOf(ada), await mentionsOf(eve)]).toEqual([
      [0, 1, 1],
      [0, 1, 1],
    ]);
    for (const who of [ada, eve]) await markThreadRead(who, { message: root.id, lastReadSeq: named.seq });
    expect([await mentionsOf(ada), await mentionsOf(eve)]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    await markThreadRead(ada, { message: root.id, lastReadSeq: root.seq, force: true });
    expect(await mentionsOf(ada)).toEqual([0, 1, 1]);
    await editMessage(bob, { message: named.id, text: "never mind" });
    expect(await mentionsOf(ada)).toEqual([0, 0, 0]);
  });

  test("trap 19: a reply that was sent to the room too is read in either place", async () => {
    const { ada, bob, eve, den, root, reply, stateOf } = await world();
    for (const who of [ada, eve]) await markRead(who, { room: den.id, lastReadSeq: root.seq });
    const both = await reply(bob, `@${ada.username}`, { alsoInRoom: true });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 1, mentionCount: 1 });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ unreadCount: 1, mentionCount: 1 });
    await markThreadRead(ada, { message: root.id, lastReadSeq: both.seq });
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ unreadCount: 0, mentionCount: 0 });
    await markThreadRead(ada, { message: root.id, lastReadSeq: root.seq, force: true });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 1 });
    await markRead(ada, { room: den.id, lastReadSeq: both.seq });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 0, mentionCount: 0 });
    expect(await readRoom(eve, { room: den.id })).toMatchObject({ unreadCount: 1, mentionCount: 0 });
  });

  test("trap 13: everything read is every thread too, followed or not", async () => {
    const { ada, bob, eve, den, reply, stateOf } = await world();
    const last = await reply(bob, "@all");
    await markRead(ada, { room: den.id, lastReadSeq: last.seq, threads: true });
    expect(await stateOf(ada)).toMatchObject({ unreadCount: 0 });
    await markAllRead(eve, {});
    expect(await stateOf(eve)).toMatchObject({ unreadCount: 0 });
    for (const who of [ada, eve])
      expect(await readRoom(who, { room: den.id })).toMatchObject({ unreadCount: 0, mentionCount: 0 });
    await reply(bob, "@all again");
    await markThreadsRead(ada, { room: den.id });
    await markThreadsRead(eve, {});
    expect([await stateOf(ada), await stateOf(eve)]).toMatchObject([{ unreadCount: 0 }, { unreadCount: 0 }]);
    const max = await person("Max");
    await expect(markThreadsRead(max, { room: den.id })).rejects.toMatchObject(refused("not_found"));
  });

  test("trap 23: a new member has nothing unread from before, and no root before their history", async () => {
    const { ada, bob, den, root, reply } = await world();
    await reply(bob, "@all one");
    await updateRoom(ada, { room: den.id, history: "hidden" });
    const max = await person("Max");
    await joinRoom(max, { room: den.id });
    await reply(bob, `@${max.username}`);
    expect(await unreadOf(max)).toEqual([]);
    expect((await listThreads(max, { filter: "all" })).items).toEqual([]);
    await expect(readThread(max, { message: root.id })).rejects.toMatchObject(refused("not_found"));
  });
});

describe("the list of threads", () => {
  test("has root, last reply and counts, the latest reply first, page by page", async () => {
    const { ada, bob, den, root, reply } = await world();
    const other = await say(ada, den.id, "Another");
    const late = await say(bob, den.id, "yes", { threadId: other.id });
    const last = await reply(bob, "I do");
    const first = await listThreads(ada, { limit: 1 });
    expect(first.items).toMatchObject([
      {
        room: { id: den.id, name: den.name },
        root: { id: root.id },
        lastReply: { id: last.id },
        unreadCount: 1,
      },
    ]);
    const rest = await listThreads(ada, { cursor: first.nextCursor! });
    expect(rest).toMatchObject({
      items: [{ root: { id: other.id }, lastReply: { id: late.id } }],
      nextCursor: null,
    });
    await markThreadRead(ada, { message: root.id, lastReadSeq: last.seq });
    expect((await listThreads(ada, { filter: "unread" })).items).toMatchObject([{ root: { id: other.id } }]);
    expect((await listThreads(ada, { room: (await room(ada)).id })).items).toEqual([]);
    expect((await readSidebar(ada, {})).threads).toMatchObject([{ rootId: other.id, unreadCount: 1 }]);
  });

  test("pages through threads that were answered in one commit", async () => {
    const { ada, bob, den } = await world();
    const roots = await Promise.all(["a", "b", "c", "d"].map((text) => say(ada, den.id, text)));
    await Promise.all(roots.map(({ id }) => say(bob, den.id, "yes", { threadId: id })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listThreads(ada, { limit: 1, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ root }) => root.text));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("is refused for a room of others, and with bad input", async () => {
    const [{ den }, max] = [await world(), await person("Max")];
    await expect(listThreads(max, { room: den.id })).rejects.toMatchObject(refused("not_found"));
    await expect(listThreads(max, { filter: "new" as never })).rejects.toMatchObject(
      refused("validation_failed"),
    );
    await expect(listThreads(max, { cursor: "x" })).rejects.toMatchObject(refused("validation_failed"));
  });
});

describe("frames", () => {
  test.each(Object.entries(KINDS))(
    "tell %s sockets of a new reply, of reading and following",
    async (_kind, connect) => {
      const { ada, bob, eve, den, root, reply } = await world();
      const tablet = { ...ada, ...(await session(ada.userId)) };
      const [hers, others] = await Promise.all([connect(server.port, tablet), connect(server.port, eve)]);
      const answer = await reply(bob, "one");
      await readCommits([threadsOfCommits]);
      expect(await hers.until(({ type }) => type === "thread")).toMatchObject({
        rootId: root.id,
        roomId: den.id,
        unreadCount: 1,
        mentionCount: 0,
        isFollowed: true,
      });
      await markThreadRead(ada, { message: root.id, lastReadSeq: answer.seq });
      const read = await hers.until(({ type, unreadCount }) => type === "thread" && unreadCount === 0);
      const { rev } = await db().user.findUniqueOrThrow({ where: { id: ada.userId } });
      expect(read).toMatchObject({ lastReadSeq: answer.seq, userRev: rev });
      await unfollowThread(ada, { message: root.id });
      await hers.until(({ type, isFollowed }) => type === "thread" && isFollowed === false);
      await markThreadsRead(ada, {});
      await reply(bob, "two");
      await markThreadsRead(ada, {});
      await hers.until(({ type, roomId }) => type === "threads_read" && roomId === null);
      expect(others.received.filter(({ type }) => type === "thread")).toEqual([]);
      for (const client of [hers, others]) client.close();
    },
  );

  test("tell the counts of the room when following reads mentions", async () => {
    const { bob, eve, root, reply } = await world();
    await reply(bob, "@all");
    const hers = await KINDS.plain(server.port, eve);
    await followThread(eve, { message: root.id });
    expect(await hers.until(({ type }) => type === "room")).toMatchObject({
      room: { mentionCount: 0, threadMentionCount: 0 },
    });
    hers.close();
  });

  test("tell followers that an unread reply was deleted", async () => {
    const { ada, bob, reply } = await world();
    const hers = await KINDS.plain(server.port, ada);
    const answer = await reply(bob, "one");
    await readCommits([threadsOfCommits]);
    await hers.until(({ type, unreadCount }) => type === "thread" && unreadCount === 1);
    await deleteMessage(bob, { message: answer.id });
    await hers.until(({ type, unreadCount }) => type === "thread" && unreadCount === 0);
    hers.close();
  });
});
