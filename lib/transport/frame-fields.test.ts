import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { hub } from "@/lib/delivery/publish";
import { logOut } from "@/lib/domain/accounts/login/log-out";
import { saveDraft } from "@/lib/domain/drafts/save-draft";
import { createEmoji } from "@/lib/domain/emoji/create-emoji";
import { saveMessage } from "@/lib/domain/messages/save-message";
import { updateNotificationSettings } from "@/lib/domain/notifications/update-settings";
import { updateAccount } from "@/lib/domain/people/update-account";
import { remindOfMessage } from "@/lib/domain/reminders/create-reminder";
import { arrangeFolders } from "@/lib/domain/rooms/folders";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { addMembers } from "@/lib/domain/rooms/members/members";
import { setRoomSettings } from "@/lib/domain/rooms/room-settings";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { scheduleMessage } from "@/lib/domain/scheduled/schedule-message";
import { unfollowThread } from "@/lib/domain/threads/follow-thread";
import { markThreadsRead } from "@/lib/domain/threads/mark-threads-read";
import { updateWorkspace } from "@/lib/domain/workspace/update-workspace";
import { db } from "@/lib/platform/database/db";
import type { ServerFrames } from "@/lib/shared/live";
import { testDatabase } from "@/tests/support/database";
import { plain } from "@/tests/support/images";
import { type Client, KINDS, type ReceivedFrame, testServer } from "@/tests/support/test-server";
import { type Person, person, room, session } from "@/tests/support/world";

// S09: every kind of frame that a server says is provoked here, and each of its fields is on this list or is too much.

testDatabase();
const server = testServer();

const within = (name: string, fields: readonly string[]) => [
  name,
  ...fields.map((field) => `${name}.${field}`),
];

const MESSAGE = [
  ...[
    "id",
    "roomId",
    "seq",
    "rev",
    "sender",
    "kind",
    "text",
    "event",
    "mentions",
    "replyTo",
    "threadId",
    "alsoInRoom",
    "forwardedFrom",
    "dueAt",
  ],
  ...["attachments", "cards", "reactions", "isPinned", "createdAt", "editedAt", "deletedAt", "clientId"],
  ...["sender.id", "sender.username", "sender.displayName", "sender.isBot", "sender.avatarUrl"],
  ...[
    "thread",
    "thread.count",
    "thread.lastSeq",
    "thread.lastReplyAt",
    "thread.participants",
    "thread.lastReply",
  ],
  ...["id", "username", "displayName", "isBot", "avatarUrl"].map((field) => `thread.participants.${field}`),
  ...["id", "text", "fileCount", "sender"].map((field) => `thread.lastReply.${field}`),
  ...["id", "username", "displayName", "isBot", "avatarUrl"].map(
    (field) => `thread.lastReply.sender.${field}`,
  ),
  ...["event.type", "event.names", "event.count", "event.value"],
  ...["mentions.userIds", "mentions.here", "mentions.all", "replyTo.id", "replyTo.seq"],
  ...["forwardedFrom.messageId", "forwardedFrom.senderName", "forwardedFrom.sentAt"],
  ...within("checks", ["item", "checked", "userId", "at"]),
  ...within("confirmation", ["confirmed", "remindedAt"]),
  ...within("poll", ["options", "isMultiple", "isAnonymous", "voters", "closesAt", "closedAt"]),
  ...["poll.options.id", "poll.options.text", "poll.options.votes"],
  ...["reactions.emoji", "reactions.count", "reactions.userIds"],
];
const ROOM = [
  ...["id", "kind", "name", "topic", "description", "externalId", "posting", "history", "memberCount"],
  ...["createdAt", "activeAt", "archivedAt", "isDefault", "bookmarksRev", "seq", "rev", "people"],
  ...["people.id", "people.username", "people.displayName", "people.isBot", "people.avatarUrl"],
];
const MINE = [
  ...[
    "role",
    "notify",
    "notifyChoice",
    "mutedUntil",
    "isStarred",
    "folderId",
    "firstVisibleSeq",
    "hasLapsed",
  ],
  ...[
    "lastReadSeq",
    "unreadCount",
    "mentionCount",
    "threadMentionCount",
    "followsThreads",
    "repliesInRoom",
    "lastMessage",
  ],
];
const ACCOUNT = [
  ...["id", "username", "displayName", "title", "avatarUrl", "role", "isBot", "isOnline", "lastSeenAt"],
  ...[
    "standing",
    "isQuiet",
    "statusText",
    "statusEmoji",
    "statusUntil",
    "email",
    "locale",
    "timeZone",
    "theme",
    "linkCards",
    "quickReactions",
    "wideText",
    "threadsInMiddle",
    "sidebarOrder",
    "undoSendSeconds",
    "quietUntil",
    "quietHours",
  ],
  ...["quietHours.from", "quietHours.to", "quietHours.days", "hasFirstSteps", "hasTotp"],
];

const DRAFT = [
  ...within("draft", ["roomId", "threadId", "text", "version", "updatedAt"]),
  ...within("draft", ["replyTo", "replyTo.id", "replyTo.seq"]),
  "userRev",
];

const ALLOWED: Record<keyof ServerFrames, string[]> = {
  ready: [
    ...within("user", ACCOUNT),
    "userRev",
    "rooms",
    "rooms.*",
    "rooms.*.seq",
    "rooms.*.rev",
    ...within("workspace", ["linkCards"]),
  ],
  messages: ["roomId", "prevRev", "rev", ...within("items", MESSAGE), ...within("room", ROOM)],
  heads: ["digest", "userRev"],
  typing: ["roomId", "userId", "isTyping"],
  thread_typing: ["roomId", "threadId", "userId", "isTyping"],
  read: ["roomId", "userId", "lastReadSeq"],
  delivered: ["roomId", "userId", "lastDeliveredSeq"],
  user_status: [
    ...[
      "userId",
      "isOnline",
      "standing",
      "isQuiet",
      "statusText",
      "statusEmoji",
      "statusUntil",
      "lastSeenAt",
      "avatarUrl",
    ],
  ],
  room: [...within("room", [...ROOM, ...MINE, ...within("lastMessage", MESSAGE)]), "userRev"],
  room_gone: ["roomId"],
  threads_read: ["roomId", "userRev"],
  thread: ["rootId", "roomId", "unreadCount", "mentionCount", "lastReadSeq", "isFollowed", "userRev"],
  room_closed: ["roomId"],
  workspace: ["linkCards"],
  emoji: [
    ...within("item", ["id", "name", "imageUrl", "width", "height", "isDeleted"]),
    ...within("item.names", ["name", "since", "until"]),
  ],
  folders: [...within("items", ["id", "name", "roomIds"]), "userRev"],
  draft: DRAFT,
  thread_draft: DRAFT,
  scheduled: [
    ...["id", "messageId", "userRev"],
    ...within("scheduled", ["id", "roomId", "text", "replyTo", "replyTo.id", "replyTo.seq", "attachments"]),
    ...within("scheduled", [
      "threadId",
      "alsoInRoom",
      "sendAt",
      "state",
      "reason",
      "clientId",
      "createdAt",
      "poll",
    ]),
  ],
  saved: ["roomId", "messageId", "seq", "isSaved", "userRev"],
  reminder: ["id", "roomId", "seq", "at", "state", "number", "isDone", "isRepeated", "userRev"],
  activity: within("item", ["id", "kind", "roomId", "seq", "threadId"]),
  notification_settings: [
    ...within("settings", [
      ...["level", "keywords", "ownName", "push", "pushWhileActive", "mail", "mailDelayMinutes", "digest"],
      ...["mailShows", "digestHour", "digestRoomIds", "reactions", "sound", "mentionSound", "threadReplies"],
      "badge",
    ]),
    "userRev",
  ],
  confirmation: ["messageId", "confirmedAt"],
  poll_vote: ["messageId", "optionIds"],
  session_ended: ["reason"],
};

const PASSWORD_HASH = "$argon2id$the-hash-of-a-password";
const received: ReceivedFrame[] = [];
let ada: Person;
let bob: Person;

/** Everything that can be heard, heard by both kinds of sockets of two people. */
beforeAll(async () => {
  [ada, bob] = [await person("Ada"), await person("Bob")];
  for (const who of [ada, bob])
    await db().user.update({
      where: { id: who.userId },
      data: { email: `${who.username}@mail.example`, passwordHash: PASSWORD_HASH },
    });
  const den = await room(ada, { members: [bob] });
  const [a, b, plainB] = await Promise.all([
    KINDS["Socket.IO"](server.port, ada),
    KINDS["Socket.IO"](server.port, bob),
    KINDS.plain(server.port, { ...bob, ...(await session(bob.userId)) }),
  ]);
  await talk(a, b, den.id);
  await manage(den.id);
  await hearStatus(a);
  await hub()!.broadcastAllHeads();
  await Promise.all([a, b, plainB].map((client) => client.until(({ type }) => type === "heads")));
  await leaveRoom(bob, { room: den.id });
  await logOut(bob, {});
  await Promise.all([b, plainB].map((client) => client.until(({ type }) => type === "room_gone")));
  await b.until(({ type }) => type === "session_ended");
  received.push(...[a, b, plainB].flatMap((client) => client.received));
  for (const client of [a, plainB]) client.close();
}, 60_000);

/** A status may be lost (P13): Bob changes his until it is heard. */
const hearStatus = (client: Client) =>
  vi.waitFor(
    async () => {
      await updateAccount(bob, { statusText: `here ${Math.random()}` });
      const isHis = ({ type, userId }: ReceivedFrame) => type === "user_status" && userId === bob.userId;
      expect(client.received.some(isHis)).toBe(true);
    },
    { interval: 500, timeout: 30_000 },
  );

async function talk(a: Client, b: Client, roomId: string): Promise<void> {
  const answer = await a.ask("message", { roomId, text: `hello @${bob.username}`, clientId: "k" });
  const { id: messageId, seq } = answer.message as { id: string; seq: number };
  await b.ask("message", { roomId, text: "yes", replyToId: messageId });
  await b.ask("react", { messageId, emoji: "👍", on: true });
  await saveMessage(bob, { message: messageId });
  await remindOfMessage(bob, { message: messageId, at: new Date(Date.now() + 3_600_000).toISOString() });
  await saveDraft(bob, { room: roomId, text: "not yet", replyToId: messageId });
  await saveDraft(bob, { room: roomId, threadId: messageId, text: "not yet there" });
  await scheduleMessage(bob, {
    room: roomId,
    text: "later",
    replyToId: messageId,
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const list = await a.ask("message", { roomId, text: "- [ ] bread" });
  await b.ask("check", { messageId: (list.message as { id: string }).id, item: 1, checked: true });
  const rules = await a.ask("message", { roomId, text: "Rules", confirm: true });
  await b.ask("confirm", { messageId: (rules.message as { id: string }).id, on: true });
  const asked = await a.ask("message", { roomId, text: "Which?", poll: { options: ["one", "two"] } });
  await b.ask("vote", { messageId: (asked.message as { id: string }).id, optionIds: [1] });
  await b.ask("message", { roomId, text: "in a thread", threadId: messageId, alsoInRoom: true });
  await unfollowThread(ada, { message: messageId });
  await markThreadsRead(ada, {});
  await a.ask("pin", { messageId, on: true });
  await a.ask("edit", { messageId, text: "hello again" });
  await a.ask("forward", { messageId, roomId });
  await b.ask("typing", { roomId, isTyping: true });
  await b.ask("typing", { roomId, threadId: crypto.randomUUID(), isTyping: true });
  await b.ask("delivered", { roomId, lastDeliveredSeq: seq });
  await b.ask("read", { roomId, lastReadSeq: seq });
  await a.ask("delete", { messageId });
}

async function manage(roomId: string): Promise<void> {
  const cyd = await person("Cyd", "administrator");
  const yard = await room(cyd, { kind: "open" });
  await updateRoom(cyd, { room: yard.id, kind: "closed" });
  await updateWorkspace(cyd, { linkCards: true });
  await createEmoji(cyd, { name: "frame_parrot", image: await plain(9, 9).png().toBuffer() });
  await updateRoom(ada, { room: roomId, topic: "another" });
  await addMembers(ada, { room: roomId, userIds: [cyd.userId] });
  await setRoomSettings(bob, { room: roomId, isStarred: true });
  await updateNotificationSettings(bob, { level: "mentions" });
  await arrangeFolders(bob, { folders: [{ name: "Mine", roomIds: [roomId] }] });
  await updateAccount(bob, { statusText: "here", statusEmoji: "🌿" });
  const group = await room(ada, { kind: "group", members: [bob] });
  await updateRoom(ada, { room: group.id, name: "Us" });
}

afterAll(() => received.splice(0));

const UUID = /^[0-9a-f]{8}-/;

/** The paths of everything in a frame; ids as keys are all one. */
function pathsOf(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, at));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = `${at}${at && "."}${UUID.test(key) ? "*" : key}`;
    return [path, ...pathsOf(inner, path)];
  });
}

test.each(Object.keys(ALLOWED) as (keyof ServerFrames)[])(
  "S09: a frame of the type %s has the fields that it may have, and no other",
  (type) => {
    const frames = received.filter((frame) => frame.type === type && !("ref" in frame));
    expect(frames.length, "nobody heard one").toBeGreaterThan(0);
    const found = new Set(frames.flatMap(({ type: _, ...fields }) => pathsOf(fields)));
    expect([...found].filter((path) => !ALLOWED[type].includes(path))).toEqual([]);
  },
);

test("S09: frames have no field that is not on the list", () => {
  const types = new Set(received.filter((frame) => !("ref" in frame)).map(({ type }) => type));
  expect([...types].filter((type) => !["ack", "error", ...Object.keys(ALLOWED)].includes(type))).toEqual([]);
});

test("S09: nobody gets another's address, and nobody a hash or a token", () => {
  const isOwnAddress = ({ type }: ReceivedFrame) => type === "ready";
  for (const frame of received) {
    const text = JSON.stringify(frame);
    expect(text).not.toContain("argon2");
    expect(text).not.toContain(ada.token);
    expect(text).not.toMatch(/passwordHash|refreshToken|sessionId|"token"/);
    if (!isOwnAddress(frame)) expect(text).not.toContain("@mail.example");
  }
  const own = received.filter(isOwnAddress).map(({ user }) => user as { id: string; email: string });
  const names = { [ada.userId]: ada.username, [bob.userId]: bob.username };
  for (const { id, email } of own) expect(email).toBe(`${names[id]}@mail.example`);
});
