import { describe, expect, test } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { deactivate, person, refused, room, session } from "@/tests/support/world";
import { listMessages } from "../list-messages";
import { sendMessage } from "./send-message";

testDatabase();

describe("sending a message", () => {
  test("gives it the room's next seq and rev, and it is in the rows when it is acknowledged", async () => {
    const ada = await person();
    const den = await room(ada);
    const first = await sendMessage(ada, { room: den.id, text: "one" });
    const second = await sendMessage(ada, { room: den.id, text: "two" });

    expect(first.message.seq).toBe(den.seq + 1);
    expect(second.message).toMatchObject({ seq: den.seq + 2, rev: den.rev + 2, text: "two" });
    const { items } = await listMessages(ada, { room: den.id });
    expect(items.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("by the room's name in any case works as by its id", async () => {
    const ada = await person();
    const den = await room(ada, { name: `Кухня ${ada.username}` });
    const { message } = await sendMessage(ada, { room: den.name!.toUpperCase(), text: "чай" });
    expect(message.roomId).toBe(den.id);
  });

  test("an outsider finds no room", async () => {
    const den = await room(await person());
    await expect(sendMessage(await person("Eve"), { room: den.id, text: "hi" })).rejects.toMatchObject(
      refused("not_found"),
    );
    expect(await db().message.count({ where: { roomId: den.id } })).toBe(0);
  });

  test("without a session, with an ended one and by a deactivated person it is refused", async () => {
    const ada = await person();
    const den = await room(ada);
    const ended = await session(ada.userId);
    await db().session.update({ where: { id: ended.sessionId }, data: { endedAt: new Date() } });

    await expect(sendMessage(anonymous(), { room: den.id, text: "hi" })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await expect(sendMessage(ended, { room: den.id, text: "hi" })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
    await deactivate(ada);
    await expect(sendMessage(ada, { room: den.id, text: "hi" })).rejects.toMatchObject(
      refused("unauthenticated"),
    );
  });

  test("the sender is the session's person, not the claimed one", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const den = await room(ada, { members: [eve] });
    const { message } = await sendMessage({ ...eve, userId: ada.userId }, { room: den.id, text: "I am Ada" });
    expect(message).toMatchObject({ sender: { id: eve.userId } });
  });

  test("an archived room takes no more messages", async () => {
    const ada = await person();
    const den = await room(ada);
    await db().room.update({ where: { id: den.id }, data: { archivedAt: new Date() } });
    await expect(sendMessage(ada, { room: den.id, text: "hi" })).rejects.toMatchObject(
      refused("forbidden", "archived"),
    );
  });

  test.each([
    ["empty", ""],
    ["white space alone", " \n\t\u00a0 "],
    ["20,001 characters", "я".repeat(20_001)],
    ["a NUL", "a\0b"],
    ["an object", { $gt: "" }],
    ["nothing", undefined],
  ])("a text that is %s is refused by the field's name", async (_what, text) => {
    const ada = await person();
    const den = await room(ada);
    await expect(sendMessage(ada, { room: den.id, text: text as string })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "text" }] },
    });
  });

  test("20,000 characters beyond the basic plane fit, and come back in NFC", async () => {
    const ada = await person();
    const den = await room(ada);
    const long = await sendMessage(ada, { room: den.id, text: "🎉".repeat(20_000) });
    expect(long.message).toMatchObject({ text: "🎉".repeat(20_000) });
    const { message } = await sendMessage(ada, { room: den.id, text: "e\u0301" });
    expect(message).toMatchObject({ text: "é" });
  });

  test("a reply names a message of the same room, and no other", async () => {
    const ada = await person();
    const [den, attic] = [await room(ada), await room(ada)];
    const { message: asked } = await sendMessage(ada, { room: den.id, text: "well?" });

    const { message } = await sendMessage(ada, { room: den.id, text: "yes", replyToId: asked.id });
    expect(message).toMatchObject({ replyTo: { id: asked.id, seq: asked.seq } });
    await expect(
      sendMessage(ada, { room: attic.id, text: "yes", replyToId: asked.id }),
    ).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: "replyToId" }] },
    });
  });
});

describe("R05, R06: a retry", () => {
  test("with the same clientId is the same message, also with another text or into another room", async () => {
    const ada = await person();
    const [den, attic] = [await room(ada), await room(ada)];
    const first = await sendMessage(ada, { room: den.id, text: "once", clientId: "k" });
    const again = await sendMessage(ada, { room: attic.id, text: "twice", clientId: "k" });

    expect(first.isNew).toBe(true);
    expect(again).toEqual({ isNew: false, message: first.message });
    expect(
      await db().message.count({ where: { senderId: ada.userId, text: { not: "" }, kind: "user" } }),
    ).toBe(1);
  });

  test("that races its original, many times at once, makes one message", async () => {
    const ada = await person();
    const den = await room(ada);
    const draft = { room: den.id, text: "once", clientId: "k" };
    const sent = await Promise.all(Array.from({ length: 20 }, () => sendMessage(ada, draft)));

    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
    expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test("after the sender has left answers with the message's numbers alone", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const first = await sendMessage(bob, { room: den.id, text: "bye", clientId: "k" });
    await leaveRoom(bob, { room: den.id });

    const { message } = await sendMessage(bob, { room: den.id, text: "bye", clientId: "k" });
    const { id, roomId, seq, rev, clientId } = first.message;
    expect(message).toEqual({ id, roomId, seq, rev, clientId });
  });

  test("by another person with the same clientId is another message", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const [one, two] = await Promise.all(
      [ada, bob].map((who) => sendMessage(who, { room: den.id, text: "hi", clientId: "k" })),
    );
    expect(one!.message.id).not.toBe(two!.message.id);
  });
});

describe("R07, R18: many at once", () => {
  test("take seq 1 to n and rev 1 to n without holes, whatever is refused among them", async () => {
    const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
    const den = await room(ada, { members: [bob] });
    const sends = Array.from({ length: 60 }, (_, i) =>
      sendMessage([ada, bob, eve][i % 3]!, {
        room: den.id,
        text: `${i}`,
        ...(i % 10 === 0 && { replyToId: den.id }),
      }),
    );
    const ends = await Promise.allSettled(sends);

    const rows = await db().message.findMany({ where: { roomId: den.id }, orderBy: { seq: "asc" } });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.filter(({ kind }) => kind === "user")).toHaveLength(
      ends.filter(({ status }) => status === "fulfilled").length,
    );
    const head = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    expect(head.seq).toBe(rows.length);
    expect(head.rev).toBe(1 + rows.length);
  });

  test("into many rooms at once neither lock each other out nor mix", async () => {
    const ada = await person();
    const rooms = await Promise.all(Array.from({ length: 8 }, () => room(ada)));
    await Promise.all(
      rooms.flatMap(({ id }) => Array.from({ length: 10 }, () => sendMessage(ada, { room: id, text: id }))),
    );
    for (const { id } of rooms) {
      const { items } = await listMessages(ada, { room: id });
      expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
      expect(new Set(items.map(({ text }) => text))).toEqual(new Set([id]));
    }
  });
});
