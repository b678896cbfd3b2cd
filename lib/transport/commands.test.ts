import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { setAvatar } from "@/lib/domain/people/avatar";
import { listPresence } from "@/lib/domain/people/list-presence";
import { updateAccount } from "@/lib/domain/people/update-account";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { KINDS, type ReceivedFrame, testServer } from "@/tests/support/test-server";
import { type Person, person, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

const PICTURE = sharp({ create: { width: 8, height: 8, channels: 3, background: "#f00" } })
  .png()
  .toBuffer();

const carries = (expected: (item: MessageView) => boolean) => (frame: ReceivedFrame) =>
  frame.type === "messages" && (frame.items as MessageView[]).some(expected);

const readRooms = async (who: Person) => (await listRooms(who, {})).items.map(({ id }) => id);

async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const { message } = await sendMessage(ada, { room: den.id, text: "first" });
  return { ada, bob, den, message: message as MessageView };
}

describe.each(Object.entries(KINDS))("over a %s socket", (_kind, connect) => {
  test("edit, react, pin, forward and delete are acknowledged, and others get the new state", async () => {
    const { ada, bob, den, message } = await world();
    const [a, b] = await Promise.all([connect(server.port, ada), connect(server.port, bob)]);
    const messageId = message.id;

    expect(await a.ask("edit", { messageId, text: "second" })).toMatchObject({
      type: "ack",
      message: { id: messageId, seq: message.seq, text: "second" },
    });
    await b.until(carries(({ text }) => text === "second"));

    expect(await b.ask("react", { messageId, emoji: "👍", on: true })).toMatchObject({ type: "ack" });
    await a.until(carries(({ reactions }) => reactions?.[0]?.userIds[0] === bob.userId));
    expect(await b.ask("react", { messageId, emoji: "👍", on: false })).toMatchObject({ type: "ack" });

    expect(await b.ask("pin", { messageId, on: true })).toMatchObject({ type: "ack" });
    await a.until(carries(({ isPinned }) => isPinned));
    expect(await b.ask("pin", { messageId, on: false })).toMatchObject({ type: "ack" });

    expect(await b.ask("forward", { messageId, roomId: den.id, clientId: "k" })).toMatchObject({
      type: "ack",
      message: { text: "second", forwardedFrom: { messageId } },
    });

    expect(await a.ask("delete", { messageId })).toMatchObject({ type: "ack" });
    const tombstone = await b.until(carries(({ id, deletedAt }) => id === messageId && Boolean(deletedAt)));
    expect(
      JSON.stringify((tombstone.items as MessageView[]).find(({ id }) => id === messageId)),
    ).not.toContain("second");
    for (const client of [a, b]) client.close();
  });

  test("each change moves the room by one rev, and frames follow each other without a gap", async () => {
    const { ada, bob, den, message } = await world();
    const client = await connect(server.port, bob);
    const acts = [
      ["edit", { messageId: message.id, text: "two" }],
      ["react", { messageId: message.id, emoji: "👍", on: true }],
      ["pin", { messageId: message.id, on: true }],
      ["delete", { messageId: message.id }],
    ] as const;
    const sender = await connect(server.port, ada);
    await Promise.all(acts.map(([word, fields]) => sender.ask(word, fields)));
    const last = await client.until(carries(({ deletedAt }) => Boolean(deletedAt)));
    const frames = client.received.filter(({ type, roomId }) => type === "messages" && roomId === den.id);
    for (const [index, frame] of frames.entries())
      expect(frame.prevRev).toBe(frames[index - 1]?.rev ?? message.rev);
    expect(last.rev).toBeGreaterThan(message.rev);
    for (const one of [client, sender]) one.close();
  });

  test("typing, read and delivered reach the others in the room, and nobody else", async () => {
    const { ada, bob, den, message } = await world();
    const eve = await person("Eve");
    const [a, b, e] = await Promise.all([ada, bob, eve].map((who) => connect(server.port, who)));
    const roomId = den.id;

    expect(await b!.ask("typing", { roomId, isTyping: true })).toMatchObject({ type: "ack" });
    expect(await a!.until(({ type }) => type === "typing")).toMatchObject({
      roomId,
      userId: bob.userId,
      isTyping: true,
    });
    await b!.ask("delivered", { roomId, lastDeliveredSeq: message.seq });
    expect(await a!.until(({ type }) => type === "delivered")).toMatchObject({
      userId: bob.userId,
      lastDeliveredSeq: message.seq,
    });
    await b!.ask("read", { roomId, lastReadSeq: message.seq });
    expect(await a!.until(({ type }) => type === "read")).toMatchObject({
      userId: bob.userId,
      lastReadSeq: message.seq,
    });
    expect(await e!.ask("typing", { roomId, isTyping: true })).toMatchObject({ code: "not_found" });
    expect(await e!.ask("typing", { roomId, isTyping: "yes" })).toMatchObject({ code: "validation_failed" });
    expect(
      e!.received.filter(({ type }) => ["typing", "read", "delivered", "messages"].includes(type)),
    ).toEqual([]);
    for (const client of [a!, b!, e!]) client.close();
  });

  test("typing in a thread is a frame of its own, with the root", async () => {
    const { ada, bob, den, message } = await world();
    const [a, b] = await Promise.all([connect(server.port, ada), connect(server.port, bob)]);
    const typing = { roomId: den.id, threadId: message.id, isTyping: true };
    expect(await b.ask("typing", typing)).toMatchObject({ type: "ack" });
    expect(await a.until(({ type }) => type === "thread_typing")).toMatchObject({
      ...typing,
      userId: bob.userId,
    });
    expect(await b.ask("typing", { ...typing, threadId: "no id" })).toMatchObject({
      code: "validation_failed",
    });
    expect(a.received.filter(({ type }) => type === "typing")).toEqual([]);
    for (const client of [a, b]) client.close();
  });

  test("presence and status reach people who share a room", async () => {
    const { ada, bob } = await world();
    const eve = await person("Eve");
    const [a, e] = await Promise.all([connect(server.port, ada), connect(server.port, eve)]);
    const isOf = (who: Person, fields: object) => (frame: ReceivedFrame) =>
      frame.type === "user_status" &&
      frame.userId === who.userId &&
      Object.entries(fields).every(([name, value]) => frame[name] === value);

    const b = await connect(server.port, bob);
    const came = await a.until(isOf(bob, { isOnline: true, standing: "online" }));
    expect(Object.keys(came).sort()).toEqual(
      [
        "avatarUrl",
        "isOnline",
        "isQuiet",
        "lastSeenAt",
        "standing",
        "statusEmoji",
        "statusText",
        "type",
        "userId",
      ].sort(),
    );
    await b.ask("away", { isAway: true });
    await a.until(isOf(bob, { isOnline: true, standing: "away" }));
    await updateAccount(bob, { statusText: "at lunch", statusEmoji: "🍜" });
    await a.until(isOf(bob, { statusText: "at lunch", statusEmoji: "🍜" }));
    const { avatarUrl } = await setAvatar(bob, { image: await PICTURE });
    await a.until(isOf(bob, { avatarUrl }));
    expect(e.received.filter(({ type, userId }) => type === "user_status" && userId !== eve.userId)).toEqual(
      [],
    );
    expect((await listPresence(ada, { room: (await readRooms(ada))[0]! })).items).toContainEqual({
      userId: bob.userId,
      standing: "away",
    });
    for (const client of [a, b, e]) client.close();
  });

  test("S02: a removed member neither gets nor sends typing", async () => {
    const { ada, bob, den } = await world();
    const [a, b] = await Promise.all([connect(server.port, ada), connect(server.port, bob)]);
    await leaveRoom(bob, { room: den.id });
    await b.until(({ type }) => type === "room_gone");
    await a.ask("typing", { roomId: den.id, isTyping: true });
    await a.until(({ type }) => type === "typing");
    expect(await b.ask("typing", { roomId: den.id, isTyping: true })).toMatchObject({ code: "not_found" });
    expect(b.received.filter(({ type }) => type === "typing")).toEqual([]);
    for (const client of [a, b]) client.close();
  });

  test.each([
    ["edit", {}, "validation_failed"],
    ["edit", { messageId: { $ne: null }, text: "x" }, "validation_failed"],
    ["edit", { messageId: "019f0000-0000-7000-8000-000000000000", text: "x" }, "not_found"],
    ["delete", { messageId: 7 }, "validation_failed"],
    ["forward", { messageId: "019f0000-0000-7000-8000-000000000000" }, "validation_failed"],
    ["react", { messageId: "019f0000-0000-7000-8000-000000000000", emoji: "👍" }, "validation_failed"],
    [
      "react",
      { messageId: "019f0000-0000-7000-8000-000000000000", emoji: "x", on: true },
      "validation_failed",
    ],
    ["pin", { messageId: "019f0000-0000-7000-8000-000000000000", on: "yes" }, "validation_failed"],
    ["delivered", { roomId: "nowhere", lastDeliveredSeq: 1 }, "not_found"],
    ["__proto__", { polluted: true }, "validation_failed"],
    ["constructor", {}, "validation_failed"],
  ])("S07: %s %j is refused as %s and breaks nothing", async (word, fields, code) => {
    const client = await connect(server.port, await person());
    const answer = await client.ask(word, fields);
    expect(answer).toMatchObject({ code });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    client.close();
  });

  test("S12, S18: an outsider's words about a message find nothing, and change nothing", async () => {
    const { ada, message } = await world();
    const client = await connect(server.port, await person("Eve"));
    const messageId = message.id;
    for (const [word, fields] of [
      ["edit", { messageId, text: "x" }],
      ["delete", { messageId }],
      ["react", { messageId, emoji: "👍", on: true }],
      ["pin", { messageId, on: true }],
      ["forward", { messageId, roomId: message.roomId }],
    ] as const)
      expect(await client.ask(word, fields)).toMatchObject({ code: "not_found" });
    const mine = await connect(server.port, ada);
    expect(await mine.ask("edit", { messageId, text: "first" })).toMatchObject({
      message: { rev: message.rev },
    });
    for (const one of [client, mine]) one.close();
  });
});
