import pg from "pg";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { flushSessionUses } from "@/lib/core/session-use";
import { listActivity, listUnreadActivity } from "@/lib/domain/activity/list-activity";
import { listDrafts } from "@/lib/domain/drafts/read-drafts";
import { saveDraft } from "@/lib/domain/drafts/save-draft";
import { listMyFiles, listRoomFiles } from "@/lib/domain/files/list-files";
import { deleteMessage } from "@/lib/domain/messages/edit/delete-message";
import { editMessage } from "@/lib/domain/messages/edit/edit-message";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { listSaved, listSavedHere } from "@/lib/domain/messages/list-saved";
import { listMentions } from "@/lib/domain/messages/mentions/list-mentions";
import { listPins, pinMessage, unpinMessage } from "@/lib/domain/messages/pin-message";
import { addReaction, removeReaction } from "@/lib/domain/messages/react";
import { readMessage } from "@/lib/domain/messages/read-message";
import { readReceipts } from "@/lib/domain/messages/receipts";
import { saveMessage, unsaveMessage } from "@/lib/domain/messages/save-message";
import { forwardMessage } from "@/lib/domain/messages/send/forward-message";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { sync } from "@/lib/domain/messages/sync";
import { listReminderHeads, listReminders } from "@/lib/domain/reminders/list-reminders";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { listMembers } from "@/lib/domain/rooms/members/list-members";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { readSidebar } from "@/lib/domain/rooms/read-sidebar";
import { markDelivered } from "@/lib/domain/rooms/reading/mark-delivered";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { testDatabase } from "./support/database";
import { sendFiles, uploadRow } from "./support/files";
import { largeWorkspace, sendMany } from "./support/large-workspace";
import { PLENTY } from "./support/rooms/actions";

// What a thing costs is counted in statements: neither what was said before in a room nor who hears it may add one.

testDatabase();

type World = Awaited<ReturnType<typeof world>>;

let few: World;
let manyMessages: World;
let manyMembers: World;

beforeAll(async () => {
  rememberAs("throttle:sendBurst", new RateLimiterMemory(PLENTY));
  few = await world({ people: 10, messages: 100 });
  manyMessages = await world({ people: 10, messages: 20_000 });
  manyMembers = await world({ people: 1_000, messages: 100 });
}, 120_000);

/** A room with so many members and messages, all unread; its person has said one of them. */
async function world({ people, messages }: { people: number; messages: number }) {
  const made = await largeWorkspace({ people, rooms: 1, mine: 1, messages: 0 });
  await sendMany(made, messages);
  const { message } = await sendMessage(made.me, { room: made.square, text: "mine" });
  const album = await sendFiles(made.me, made.square, [await uploadRow(made.me), await uploadRow(made.me)]);
  const spare = [await uploadRow(made.me), await uploadRow(made.me)];
  const own = { mine: message.id, rev: message.rev, seq: message.seq };
  return { ...made, ...own, album: album.id, next: () => spare.pop()! };
}

let count = 0;

const ACTS: [name: string, act: (world: World) => Promise<unknown>][] = [
  ["sending", ({ me, square }) => sendMessage(me, { room: square, text: "hello" })],
  [
    "sending once more",
    ({ me, square }) => sendMessage(me, { room: square, text: "hello", clientId: "again" }),
  ],
  ["sending to all", ({ me, square }) => sendMessage(me, { room: square, text: "@all @here hello" })],
  ["replying", ({ me, square, mine }) => sendMessage(me, { room: square, text: "so", replyToId: mine })],
  [
    "sending files",
    async ({ me, square, next }) => sendMessage(me, { room: square, text: "", attachmentIds: [next()] }),
  ],
  ["forwarding files", ({ me, square, album }) => forwardMessage(me, { message: album, roomId: square })],
  ["reading a message with files", ({ me, album }) => readMessage(me, { message: album })],
  ["listing the files of a room", ({ me, square }) => listRoomFiles(me, { room: square })],
  ["finding files in all rooms", ({ me }) => listMyFiles(me, { q: "plan", type: "document" })],
  ["forwarding", ({ me, square, mine }) => forwardMessage(me, { message: mine, roomId: square })],
  ["editing", ({ me, mine }) => editMessage(me, { message: mine, text: `edited ${++count}` })],
  [
    "reacting and taking it back",
    async ({ me, mine }) => {
      await addReaction(me, { message: mine, emoji: "👍" });
      await removeReaction(me, { message: mine, emoji: "👍" });
    },
  ],
  [
    "pinning and taking it back",
    async ({ me, mine }) => {
      await pinMessage(me, { message: mine });
      await unpinMessage(me, { message: mine });
    },
  ],
  [
    "sending and deleting",
    async ({ me, square }) => {
      const { message } = await sendMessage(me, { room: square, text: "not for long", clientId: uuid() });
      await deleteMessage(me, { message: message.id });
    },
  ],
  [
    "opening a room",
    async ({ me, square }) => {
      await readRoom(me, { room: square });
      await listMessages(me, { room: square });
    },
  ],
  [
    "reading around a message of long ago",
    ({ me, square }) => listMessages(me, { room: square, around: 40 }),
  ],
  [
    "reading around a day of long ago",
    ({ me, square }) => listMessages(me, { room: square, at: "2026-01-31T12:00:00Z" }),
  ],
  ["listing rooms", ({ me }) => listRooms(me, {})],
  ["the sidebar", ({ me }) => readSidebar(me, {})],
  ["listing members", ({ me, square }) => listMembers(me, { room: square })],
  ["listing pins", ({ me, square }) => listPins(me, { room: square })],
  ["listing what calls one", ({ me }) => listMentions(me, {})],
  ["listing one's activity", ({ me }) => listActivity(me, {})],
  ["listing one's unread activity in short", ({ me }) => listUnreadActivity(me, {})],
  ["listing what one saved", ({ me }) => listSaved(me, {})],
  ["which messages of a room one saved", ({ me, square }) => listSavedHere(me, { room: square })],
  ["listing reminders", ({ me }) => listReminders(me, {})],
  ["listing reminders in short", ({ me }) => listReminderHeads(me, {})],
  ["listing drafts", ({ me }) => listDrafts(me, {})],
  ["keeping a draft", ({ me, square }) => saveDraft(me, { room: square, text: `draft ${++count}` })],
  [
    "saving a message and taking it out",
    async ({ me, mine }) => {
      await saveMessage(me, { message: mine });
      await unsaveMessage(me, { message: mine });
    },
  ],
  ["who has read a message", ({ me, mine }) => readReceipts(me, { message: mine })],
  ["catching up with fifty changes", ({ me, square, rev }) => sync(me, { rooms: { [square]: rev - 50 } })],
  [
    "reading",
    ({ me, square, seq }) =>
      markRead(me, { room: square, lastReadSeq: seq - 20 + (++count % 2), force: true }),
  ],
  ["noting what arrived", ({ me, square }) => markDelivered(me, { room: square, lastDeliveredSeq: ++count })],
];

/** Counts the statements of an action, without those that record a session's use now and then. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  await act();
  await flushSessionUses();
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await act();
  const statements = sent.mock.calls.length;
  sent.mockRestore();
  return statements;
}

describe("R23: as many statements at 20,000 messages as at 100, and at 1,000 members as at 10", () => {
  test.each(ACTS)("for %s", async (_name, act) => {
    const counts = [];
    for (const each of [few, manyMessages, manyMembers]) counts.push(await statementsOf(() => act(each)));
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts).toEqual([counts[0], counts[0], counts[0]]);
  });

  test("and these worlds are as large as that", async () => {
    const sizes = await db().room.findMany({
      where: { id: { in: [few, manyMessages, manyMembers].map(({ square }) => square) } },
      orderBy: { id: "asc" },
      select: { id: true, seq: true, memberCount: true },
    });
    const of = ({ square }: World) => sizes.find(({ id }) => id === square)!;
    expect(of(manyMessages).seq).toBeGreaterThan(20_000);
    expect(of(manyMembers).memberCount).toBeGreaterThan(1_000);
    expect(of(few).memberCount).toBeLessThan(20);
  });
});
