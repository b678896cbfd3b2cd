import { beforeAll, describe, expect, it } from "vitest";
import { listEmoji } from "@/lib/domain/emoji/list-emoji";
import { roomName, username } from "@/lib/domain/fields";
import { listMyFiles } from "@/lib/domain/files/list-files";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { indexBatch } from "@/lib/domain/search/index/index-old-messages";
import { searchMessages } from "@/lib/domain/search/search-messages";
import { listThreads } from "@/lib/domain/threads/list-threads";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { fileKind } from "@/lib/shared/files/file-kinds";
import { itemsOf } from "@/lib/shared/markdown/checklist";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import type { CardView, MessageView, NamedGroupView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole } from "@/tests/support/files";
import { session } from "@/tests/support/world";
import { addActivity } from "./activity";
import { addChecklist } from "./checklists";
import { addConfirmation } from "./confirmations";
import { addEmoji } from "./emoji";
import { fill } from "./fill";
import { makeNorthwind, type Workspace } from "./northwind";
import { addPoll } from "./polls";
import type { RoomRow } from "./room-log";
import { addThreads } from "./threads";

const NOW = new Date("2026-03-18T14:20:00Z");
const KINDS = ["open", "password", "closed", "group", "direct"] as const;
const HASHES = { people: "a hash", rooms: "another hash" };

describe("the rows of the demo", () => {
  const made = makeNorthwind(NOW, HASHES);

  it("are the same for the same moment, down to the ids", () => {
    expect(makeNorthwind(NOW, HASHES)).toEqual(made);
  });

  it("have names that the rules allow, and none that looks like another", () => {
    for (const one of made.users) expect(username.parse(one.username)).toBe(one.username);
    for (const { name } of made.rooms) if (name) expect(roomName.parse(name)).toBe(name);
    const looks = made.users.map(({ usernameLook }) => usernameLook);
    expect(looks).not.toContain(undefined);
    expect(new Set(looks).size).toBe(looks.length);
  });

  it("are others on another day, with the same conversations", () => {
    const later = makeNorthwind(new Date(NOW.getTime() + 24 * 3600 * 1000), HASHES);
    expect(later.messages[0]?.id).not.toBe(made.messages[0]?.id);
    expect(later.messages.map(({ text }) => text)).toEqual(made.messages.map(({ text }) => text));
  });

  it("have rooms of every kind, people of every role, a bot, and some thousand messages in two languages", () => {
    expect(new Set(made.rooms.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    expect(made.rooms.filter(({ kind, memberCount }) => kind === "direct" && memberCount === 1)).not.toEqual(
      [],
    );
    expect(new Set(made.users.map(({ role }) => role))).toEqual(
      new Set(["administrator", "member", "guest"]),
    );
    expect(made.users.filter(({ isBot, passwordHash }) => isBot && !passwordHash)).toHaveLength(1);
    expect(made.messages.length).toBeGreaterThan(3_000);
    const russian = made.messages.filter(({ text }) => /[а-яё]/i.test(text)).length / made.messages.length;
    expect(russian).toBeGreaterThan(0.25);
    expect(russian).toBeLessThan(0.75);
  });

  it("leave no slot unfilled", () => {
    const marks = /\[\[|\]\]|\{\w+\}|[а-яё]\([а-яё]*\|?[а-яё]*\)|undefined/;
    expect(made.messages.filter(({ text }) => marks.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it("have messages until just now, and none after", () => {
    const last = Math.max(...made.messages.map(({ createdAt }) => createdAt.getTime()));
    expect(last).toBeLessThanOrEqual(NOW.getTime());
    expect(last).toBeGreaterThan(NOW.getTime() - 5 * 60_000);
  });

  it.each(KINDS)("keep the counters of rooms that are %s", (kind) => {
    for (const room of made.rooms.filter((one) => one.kind === kind)) expectCounters(made, room);
  });

  it.each(KINDS)("keep the marks of rooms that are %s", (kind) => {
    for (const room of made.rooms.filter((one) => one.kind === kind)) expectMarks(made, room);
  });

  it("mention people of the room, who get them unless they wrote them", () => {
    const dmitry = made.users.find(({ username }) => username === "dmitry")?.id;
    const called = made.messages.filter(({ text }) => text?.includes("@dmitry "));
    expect(called).not.toEqual([]);
    for (const { mentionUserIds } of called) expect(mentionUserIds).toContain(dmitry);
    for (const { messageId, userId, seq } of made.mentions) {
      const message = made.messages.find(({ id }) => id === messageId);
      const ofGroups = (message?.mentionGroups ?? []) as NamedGroupView[];
      const called = [message?.mentionUserIds ?? [], ...ofGroups.map(({ userIds }) => userIds)].flat();
      expect(message?.seq).toBe(seq);
      expect(called).toContain(userId);
      expect(message?.senderId).not.toBe(userId);
    }
  });

  it("mention a group whose people are in the room", () => {
    const { mentionGroups } = made.messages.find(({ text }) => text?.includes("@backend")) ?? {};
    expect(mentionGroups).toMatchObject([{ name: "Backend team", userIds: { length: 5 } }]);
  });

  it("reply only to earlier messages of the same room", () => {
    const byId = new Map(made.messages.map((message) => [message.id, message]));
    const answers = made.messages.filter(({ replyToId }) => replyToId);
    expect(answers).not.toEqual([]);
    for (const { roomId, seq, replyToId, replyToSeq } of answers) {
      expect(byId.get(replyToId ?? "")).toMatchObject({ roomId, seq: replyToSeq });
      expect(replyToSeq).toBeLessThan(seq);
    }
  });
});

it.each(["2026-03-15T03:00:00Z", "2026-01-01T23:59:59Z", "2026-06-05T07:00:00Z"])(
  "it is never later than now at %s, on weekends and at night too",
  (moment) => {
    const now = new Date(moment);
    const { messages } = makeNorthwind(now, HASHES);
    expect(messages.filter(({ createdAt }) => createdAt > now)).toEqual([]);
  },
);

describe("a filled workspace", () => {
  testDatabase();
  const made = makeNorthwind(NOW, HASHES);
  const userId = (username: string) => made.users.find((user) => user.username === username)?.id ?? "";

  beforeAll(() => fill(made), 120_000);

  it("has all the rows", async () => {
    expect(await db().message.count()).toBe(made.messages.length);
    expect(await db().membership.count()).toBe(made.memberships.length);
    expect(await db().user.count()).toBe(made.users.length);
  });

  it("has files of every kind with their bytes, each content once, and cards", async () => {
    await expectFilesWhole();
    const { items } = await listMyFiles(await session(userId("dmitry")), { limit: 200 });
    expect(new Set(items.map(({ type }) => fileKind(type)))).toEqual(new Set(["image", "audio", "document"]));
    const contents = await db().fileContent.findMany();
    for (const { key, size } of contents) expect(await fileStorage().size(key)).toBe(Number(size));
    expect(contents.length).toBeLessThan(await db().file.count());
    expect(items.find(({ name }) => name === "pricing.pdf")).toMatchObject({
      type: "application/pdf",
      pages: 2,
    });
    expect(items.find(({ isVoice }) => isVoice)).toMatchObject({ type: "audio/wav", duration: 11 });
    expect(made.messages.filter(({ cards }) => (cards as CardView[] | undefined)?.length)).toHaveLength(2);
  });

  it("is found by a search once its old messages are indexed", async () => {
    while (await db().$transaction(indexBatch, { timeout: 60_000 }));
    const { total } = await searchMessages(await session(userId("dmitry")), { q: "pool" });
    expect(total).toBeGreaterThan(0);
  });

  it("has lines of Activity for the administrator, of several kinds", async () => {
    await addActivity(made, NOW);
    const kinds = await db().activity.findMany({
      where: { userId: made.users[0]!.id },
      select: { kinds: true },
    });
    expect(new Set(kinds.flatMap((line) => line.kinds))).toContain("mention");
    expect(new Set(kinds.flatMap((line) => line.kinds))).toContain("reaction");
  });

  it("has emoji of its own, in reactions too", async () => {
    await addEmoji(made, NOW);
    const { items } = await listEmoji(await session(userId("dmitry")), {});
    expect(items.map(({ name }) => name)).toEqual(["lgtm", "northwind", "spinning_compass", "готово"]);
    expect(await db().reaction.count({ where: { emoji: { startsWith: ":" } } })).toBe(6);
  });

  it("is not filled a second time", async () => {
    await expect(fill(makeNorthwind(new Date(), HASHES))).rejects.toThrow(/has people already/);
    expect(await db().message.count()).toBe(made.messages.length);
  });

  it("has rooms with something new for the administrator, and rooms to discover", async () => {
    const dmitry = await session(userId("dmitry"));
    const mine = await listRooms(dmitry, { limit: 200 });
    const unread = Object.fromEntries(mine.items.map(({ name, unreadCount }) => [name, unreadCount]));
    expect(unread).toMatchObject({ "incident-room": 5, support: 4, announcements: 2, platform: 0 });
    const others = await listRooms(dmitry, { scope: "browse" });
    expect(others.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["running-club", "бухгалтерия"]),
    );
  });

  it("is continued by the writer from the demo's end", async () => {
    const { seq, rev } = made.rooms.find(({ name }) => name === "platform") ?? { seq: 0, rev: 0 };
    const { message } = await sendMessage(await session(userId("anna")), { room: "platform", text: "Next" });
    expect(message).toMatchObject({ seq: seq + 1, rev: rev + 1 });
  });

  it("has a poll whose counts are its votes", async () => {
    await addPoll(made);
    const { id, poll } = await db().message.findFirstOrThrow({ where: { clientId: "demo-poll" } });
    const { options, voters } = poll as NonNullable<MessageView["poll"]>;
    expect(voters).toBe(await db().pollVote.count({ where: { messageId: id } }));
    expect(options.every(({ votes }) => votes > 0)).toBe(true);
  });

  it("asks to confirm an announcement, whose count is that of its confirmations", async () => {
    await addConfirmation(made);
    const { id, confirmation } = await db().message.findFirstOrThrow({ where: { clientId: "demo-confirm" } });
    const confirmed = await db().messageConfirmation.count({ where: { messageId: id } });
    expect(confirmation).toEqual({ confirmed, remindedAt: null });
    expect(confirmed).toBeGreaterThan(1);
  });

  it("has a checklist that people have begun to check", async () => {
    await addChecklist(made);
    const { text, checks } = await db().message.findFirstOrThrow({ where: { clientId: "demo-checklist" } });
    expect(itemsOf(parseMarkdown(text))).toHaveLength(4);
    expect(checks).toMatchObject([{ item: 1 }, { item: 3 }]);
  });

  it("tells of joining in the words of the program", async () => {
    const { lastMessage } = await joinRoom(await session(userId("dmitry")), { room: "running-club" });
    const demos = made.messages.find(({ event }) => (event as MessageView["event"])?.type === "joined");
    expect(demos?.text.replace(/^.* joined/, "X joined")).toBe(
      lastMessage?.text.replace(/^.* joined/, "X joined"),
    );
  });

  it("has threads with replies that the administrator has not read", async () => {
    await addThreads(made);
    const { items } = await listThreads(await session(userId("dmitry")), { filter: "unread" });
    expect(items).toMatchObject([{ unreadCount: 3, mentionCount: 0, isFollowed: true }]);
    expect(await db().message.count({ where: { threadCount: { gt: 0 } } })).toBe(3);
  });
});

function expectCounters(made: Workspace, room: RoomRow): void {
  const { messages, members } = inside(made, room.id);
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
  expect(room.seq).toBe(messages.length);
  expect(isRising(messages.map(({ rev }) => rev))).toBe(true);
  expect(room.rev).toBe(Math.max(room.roomRev, messages.at(-1)?.rev ?? 0));
  expect(isRising(messages.map(({ createdAt }) => createdAt.getTime()))).toBe(true);
  expect(room.memberCount).toBe(members.length);
}

function expectMarks(made: Workspace, room: RoomRow): void {
  const { messages, members } = inside(made, room.id);
  for (const { userId, lastReadSeq, receiptSeq, lastDeliveredSeq } of members) {
    const ownLast = messages.findLast(({ senderId }) => senderId === userId)?.seq ?? 0;
    expect(lastReadSeq).toBeGreaterThanOrEqual(ownLast);
    expect(lastReadSeq).toBeLessThanOrEqual(room.seq);
    expect([receiptSeq, lastDeliveredSeq]).toEqual([lastReadSeq, lastReadSeq]);
  }
}

const inside = ({ messages, memberships }: Workspace, roomId: string) => ({
  messages: messages.filter((message) => message.roomId === roomId),
  members: memberships.filter((membership) => membership.roomId === roomId),
});

const isRising = (numbers: number[]) =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
