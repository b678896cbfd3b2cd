import { expect, test } from "vitest";
import { DomainError } from "@/lib/core/errors";
import { readCommits } from "@/lib/delivery/commit-work";
import type { MessageView, MyRoomView, ThreadState } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { rng } from "@/tests/support/random";
import { type Client, KINDS, testServer } from "@/tests/support/test-server";
import { expectThreadsCounted, recount, type ThreadCounts } from "@/tests/support/threads";
import { type Person, person, room, session } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { sendMessage } from "../messages/send/send-message";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { readRoom } from "../rooms/read-room";
import { markRead } from "../rooms/reading/mark-read";
import { setRoomSettings } from "../rooms/room-settings";
import { followThread, unfollowThread } from "./follow-thread";
import { listThreads, listUnreadThreads } from "./list-threads";
import { markThreadsRead } from "./mark-threads-read";
import { moveToRoom, moveToThread } from "./move-messages";
import { markThreadRead, readThread } from "./read-thread";
import { threadsOfCommits } from "./threads-of-commits";

testDatabase();
const server = testServer();

const STEPS = 150;

type StateFrame = ThreadState & { type: string; userRev?: number };

/** The states that a device knows from its frames; settings of the room and leaving it make it read them again. */
function knownFrom(device: Client): Map<string, ThreadState> {
  const known = new Map<string, ThreadState>();
  let follows: unknown = false;
  for (const frame of device.received) {
    if (frame.type === "thread") {
      const { type, userRev, ...state } = frame as StateFrame;
      known.set(state.rootId, state);
    } else if (frame.type === "threads_read") {
      for (const state of known.values())
        Object.assign(state, { unreadCount: 0, mentionCount: 0, lastReadSeq: null });
    } else if (frame.type === "room") {
      const { followsThreads } = frame.room as MyRoomView;
      if (followsThreads !== follows) known.clear();
      follows = followsThreads;
    } else if (frame.type === "room_gone") known.clear();
  }
  return known;
}

/** Compares what the frames told of followed threads with the threads; `last` is the root of the last frame. */
async function expectFramesRight(who: Person, device: Client, last: string): Promise<void> {
  await device.until(({ type, rootId }) => type === "thread" && rootId === last);
  for (const [rootId, known] of knownFrom(device)) {
    const state = await readThread(who, { message: rootId }).catch(() => null);
    if (state?.isFollowed)
      expect(known).toEqual({ ...state, ...(known.lastReadSeq === null && { lastReadSeq: null }) });
  }
}

async function told(who: Person, roomId: string): Promise<ThreadCounts> {
  const { items } = await listUnreadThreads(who, {});
  const list = await listThreads(who, { filter: "unread", limit: 100 });
  expect(list.items.map(({ root, unreadCount }) => [root.id, unreadCount])).toEqual(
    items.map(({ rootId, unreadCount }) => [rootId, unreadCount]),
  );
  const { unreadCount, mentionCount, threadMentionCount } = await readRoom(who, { room: roomId });
  return {
    unread: items
      .map(({ rootId, unreadCount: count, mentionCount: calls }): [string, number, number] => [
        rootId,
        count,
        calls,
      ])
      .sort(),
    room: [unreadCount, mentionCount, threadMentionCount],
  };
}

test(`after each of ${STEPS} random steps on two devices all counts equal a recount of the rows, and so do the frames`, {
  timeout: 300_000,
}, async () => {
  const chance = rng("Threads");
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob, eve] });
  const tablet = { ...eve, ...(await session(eve.userId)) };
  const messages: MessageView[] = [];
  const pick = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
  const textOf = () => pick(["talk", `@${eve.username}`, "@all", `@${ada.username} hm`]);
  const roots = () => messages.filter(({ threadId }) => threadId === null);
  const reply = async () => {
    const message = await send(pick([ada, bob, bob, eve]), {
      threadId: pick(roots()).id,
      alsoInRoom: chance.below(4) === 0,
    });
    messages.push(message);
  };
  const send = async (who: Person, more: object = {}) =>
    (await sendMessage(who, { room: den.id, text: textOf(), ...more })).message as MessageView;
  const ACTS: (() => Promise<unknown>)[] = [
    async () => messages.push(await send(pick([ada, bob, eve]))),
    ...[reply, reply, reply],
    () => deleteMessage(ada, { message: pick(messages).id }),
    () => editMessage(bob, { message: pick(messages).id, text: textOf() }),
    () =>
      markRead(pick([eve, tablet]), {
        room: den.id,
        lastReadSeq: chance.below(60),
        force: chance.below(4) === 0,
      }),
    () =>
      markThreadRead(pick([eve, tablet]), {
        message: pick(roots()).id,
        lastReadSeq: chance.below(80),
        force: chance.below(3) === 0,
      }),
    () => markThreadRead(tablet, { message: pick(roots()).id, lastReadSeq: 10_000 }),
    () => followThread(eve, { message: pick(roots()).id }),
    () => unfollowThread(tablet, { message: pick(roots()).id }),
    () => setRoomSettings(eve, { room: den.id, followThreads: chance.below(2) === 0 }),
    () => setRoomSettings(eve, { room: den.id, repliesInRoom: chance.below(2) === 0 }),
    () => (chance.below(4) === 0 ? markThreadsRead(tablet, {}) : Promise.resolve()),
    () => moveToThread(ada, { message: pick(roots()).id, messageIds: [pick(messages).id] }),
    () => moveToRoom(ada, { message: pick(messages).id }),
    async () => {
      if (chance.below(5) > 0) return;
      await leaveRoom(eve, { room: den.id });
      await joinRoom(eve, { room: den.id });
    },
  ];
  messages.push(await send(ada), await send(bob));
  const devices = await Promise.all([KINDS.plain(server.port, eve), KINDS.plain(server.port, tablet)]);
  for (let step = 1; step <= STEPS; step++) {
    await pick(ACTS)().catch((error) => {
      if (!DomainError.is(error)) throw error;
    });
    await readCommits([threadsOfCommits]);
    expect([chance.seed, step, await told(eve, den.id)]).toEqual([
      chance.seed,
      step,
      await recount(eve.userId, den.id),
    ]);
  }
  await expectThreadsCounted();
  await readCommits([threadsOfCommits]);
  const last = await send(ada);
  await followThread(eve, { message: last.id });
  for (const device of devices) {
    await expectFramesRight(eve, device, last.id);
    device.close();
  }
});
