import { expect } from "vitest";
import type { Feed } from "@/lib/client/timeline/feed";
import { db } from "@/lib/platform/database/db";
import { isInTimeline, roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessagePage, MessageView, MyRoomView, ThreadState } from "@/lib/shared/views";
import type { Message } from "@/prisma/generated/client";
import { call } from "@/tests/support/rest";
import { recount } from "@/tests/support/threads";
import type { Person } from "@/tests/support/world";
import type { Device } from "./device";
import type { Ledger } from "./ledger";

/** Everything that a person gets who reads it all anew: of each room the messages of all its lines. */
export type DatabaseState = {
  rooms: MyRoomView[];
  messages: Map<string, MessageView[]>;
  unreadThreads: ThreadState[];
};

export async function readDatabaseState(who: Person): Promise<DatabaseState> {
  const { json } = await call("GET", "/rooms?limit=200", { as: who });
  const { items: rooms } = json as { items: MyRoomView[] };
  const messages = new Map<string, MessageView[]>();
  for (const { id } of rooms) messages.set(id, await readMessages(who, id));
  const { json: unread } = await call("GET", "/me/threads/unread", { as: who });
  return { rooms, messages, unreadThreads: unread.items };
}

async function readMessages(who: Person, roomId: string): Promise<MessageView[]> {
  const found: MessageView[] = [];
  for (let page: MessagePage = { items: [], hasOlder: true, hasNewer: false }; page.hasOlder; ) {
    const before = found[0] ? `&before=${found[0].seq}` : "";
    const path = `/rooms/${roomId}/messages?thread=all&limit=200${before}`;
    const { status, json } = await call("GET", path, { as: who });
    expect(status).toBe(200);
    page = json;
    found.unshift(...page.items);
  }
  return found;
}

/** The rows of a room's messages: numbered from 1 on without holes, each changed by a `rev` of its own. */
export async function readRows(roomId: string): Promise<Message[]> {
  const room = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  const rows = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  expect(
    rows.map(({ seq }) => seq),
    "R07",
  ).toEqual(Array.from({ length: room.seq }, (_, i) => i + 1));
  expect(new Set(rows.map(({ rev }) => rev)).size).toBe(rows.length);
  for (const { rev } of rows) expect(rev).toBeLessThanOrEqual(room.rev);
  return rows;
}

/** Expects that an answer says what the rows say, of the rooms that they are in and from where they may read. */
export async function compareDatabaseStates(
  fresh: DatabaseState,
  who: Person,
  rows: Map<string, Message[]>,
): Promise<void> {
  const places = await db().membership.findMany({
    where: { userId: who.userId },
    include: { room: true },
    orderBy: { roomId: "asc" },
  });
  expect(fresh.rooms.map(({ id }) => id)).toEqual(places.map(({ roomId }) => roomId));
  for (const [index, { roomId, room, role, firstVisibleSeq, lastReadSeq }] of places.entries()) {
    const theirs = (rows.get(roomId) ?? []).filter(({ seq }) => seq >= firstVisibleSeq);
    const counts = await recount(who.userId, roomId);
    const { seq, rev, memberCount, name } = room;
    const unreadCount = Math.min(100, counts.room[0]);
    const threads = fresh.unreadThreads.filter((thread) => thread.roomId === roomId);
    expect(
      threads.map(({ rootId, unreadCount: many, mentionCount }) => [rootId, many, mentionCount]).sort(),
    ).toEqual(counts.unread);
    const expected = { seq, rev, memberCount, name, role, firstVisibleSeq, lastReadSeq, unreadCount };
    expect(fresh.rooms[index]).toMatchObject(expected);
    expect(fresh.messages.get(roomId)!.map(core)).toEqual(theirs.map(coreOfRow));
  }
}

const core = ({ id, seq, rev, text, deletedAt, editedAt, isPinned, ...message }: MessageView) => ({
  ...{ id, seq, rev, text, deletedAt, editedAt, isPinned },
  ...{
    senderId: message.sender.id,
    replyTo: message.replyTo?.seq ?? null,
    threadId: message.threadId,
    files: message.attachments.length,
  },
});

const coreOfRow = ({ id, seq, rev, text, deletedAt, editedAt, ...row }: Message) => ({
  ...{ id, seq, rev, text },
  deletedAt: deletedAt?.toISOString() ?? null,
  editedAt: editedAt?.toISOString() ?? null,
  isPinned: row.pinnedAt !== null,
  ...{ senderId: row.senderId, replyTo: row.replyToSeq, threadId: row.threadId, files: row.fileCount },
});

/** Expects that a device shows what somebody gets who asks anew, and nothing beside it. */
export function compareDevice(
  { chat, feeds, violations, skipped }: Device,
  fresh: DatabaseState,
  { bodies, replies }: Ledger,
): void {
  const { rooms, outOfOrder: held } = chat.workspace.get();
  expect(Object.values(rooms).map(shown).sort(byId)).toEqual(fresh.rooms.map(shown));
  expect(held).toEqual({});
  for (const { id, lastMessage } of fresh.rooms)
    if (rooms[id]?.lastMessage) expect(rooms[id].lastMessage).toEqual(lastMessage);
  for (const [key, feed] of feeds) compareFeed(key, feed.get(), fresh, rooms[roomOf(key)]!);
  expect(violations).toEqual([]);
  for (const [roomId, seqs] of skipped) {
    const missing = fresh.messages
      .get(roomId)
      ?.filter(({ id, seq, threadId }) => seqs.has(seq) && !threadId && !replies.has(id));
    expect(missing ?? [], "R20: shown with a hole").toEqual([]);
  }

  const visible = new Set([...fresh.messages.values()].flat().map(({ text }) => text));
  const open = [...feeds.values()].map((feed) => feed.get());
  const state = JSON.stringify({ rooms, held, open });
  const left = [...bodies].filter((text) => !visible.has(text) && state.includes(text));
  expect(left, "R20: texts that are no longer to be read").toEqual([]);
}

function compareFeed(key: TimelineKey, feed: Feed, fresh: DatabaseState, room: MyRoomView): void {
  const all = fresh.messages.get(room.id)!.filter((message) => isInTimeline(key, message));
  const [first] = feed.messages;
  expect(feed).toMatchObject({ rev: room.rev, behind: null, outOfOrder: [], pending: [], hasNewer: false });
  expect(feed.messages).toEqual(all.filter(({ seq }) => seq >= (first?.seq ?? 0)));
}

/** The counts of mentions and the last message are not kept up by frames; see lib/client/sync/workspace. */
const shown = ({ lastMessage: _, mentionCount: __, ...room }: MyRoomView) => room;

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
