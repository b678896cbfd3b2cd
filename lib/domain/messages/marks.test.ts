import { describe, expect, test } from "vitest";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { readRoom } from "@/lib/domain/rooms/read-room";
import { markAllRead } from "@/lib/domain/rooms/reading/mark-all-read";
import { markDelivered } from "@/lib/domain/rooms/reading/mark-delivered";
import { markRead } from "@/lib/domain/rooms/reading/mark-read";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused, room } from "@/tests/support/world";
import { readReceipts } from "./receipts";
import { sendMessage } from "./send/send-message";

testDatabase();

const say = async (who: Person, roomId: string, text = "hi") =>
  (await sendMessage(who, { room: roomId, text })).message as MessageView;

async function names(who: Person, message: MessageView) {
  const { read, delivered, waiting } = await readReceipts(who, { message: message.id });
  const of = (users: { displayName: string }[]) => users.map(({ displayName }) => displayName);
  return { read: of(read), delivered: of(delivered), waiting: of(waiting) };
}

describe("receipts", () => {
  test("list readers, receivers and the rest among the members of that time, without the sender", async () => {
    const [ada, bob, cyd, dan] = [
      await person("Ada"),
      await person("Bob"),
      await person("Cyd"),
      await person("Dan"),
    ];
    const den = await room(ada, { members: [bob, cyd, dan] });
    const message = await say(ada, den.id);
    await joinRoom(await person("Late"), { room: den.id });
    await markRead(bob, { room: den.id, lastReadSeq: message.seq });
    await markDelivered(cyd, { room: den.id, lastDeliveredSeq: message.seq });
    expect(await names(bob, message)).toEqual({ read: ["Bob"], delivered: ["Cyd"], waiting: ["Dan"] });
  });

  test("keep former members with the state they had; coming back does not read for them", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const message = await say(ada, den.id);
    await leaveRoom(bob, { room: den.id });
    expect(await names(ada, message)).toEqual({ read: [], delivered: [], waiting: ["Bob"] });
    await joinRoom(bob, { room: den.id });
    expect(await names(ada, message)).toEqual({ read: [], delivered: [], waiting: ["Bob"] });
  });

  test("never move back, neither by an older mark nor by marking as unread", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const message = await say(ada, den.id);
    await markRead(bob, { room: den.id, lastReadSeq: message.seq });
    await markRead(bob, { room: den.id, lastReadSeq: 1 });
    await markRead(bob, { room: den.id, lastReadSeq: message.seq - 1, force: true });
    expect(await names(ada, message)).toMatchObject({ read: ["Bob"] });
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ unreadCount: 1 });
  });

  test("are for members", async () => {
    const ada = await person();
    const den = await room(ada);
    const message = await say(ada, den.id);
    await expect(readReceipts(await person("Eve"), { message: message.id })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});

describe("mentions", () => {
  test("count by name, by @here for those who are online, and by @all; one message counts once", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const counts = async () => {
      const { unreadCount, mentionCount } = await readRoom(bob, { room: den.id });
      return [unreadCount, mentionCount];
    };
    const sent = await say(ada, den.id, `@${bob.username.toUpperCase()} and @all`);
    expect(sent.mentions).toEqual({ userIds: [bob.userId], here: false, all: true });
    expect(await counts()).toEqual([1, 1]);
    await say(ada, den.id, "@all");
    expect(await counts()).toEqual([2, 2]);
    await say(ada, den.id, "@here, whoever is");
    expect(await counts()).toEqual([3, 2]);
    await markRead(bob, { room: den.id, lastReadSeq: 1_000 });
    expect(await counts()).toEqual([0, 0]);
  });

  test("of the reader's own, of outsiders and of nobody count for nobody", async () => {
    const [ada, eve] = [await person("Ada"), await person("Eve")];
    const den = await room(ada);
    const sent = await say(ada, den.id, `@${ada.username} @${eve.username} @nobody`);
    expect(sent.mentions.userIds).toEqual([ada.userId]);
    expect(await db().mention.count({ where: { messageId: sent.id } })).toBe(0);
  });

  test("the sender's own @all is no mention for them", async () => {
    const ada = await person();
    const den = await room(ada);
    await markRead(ada, { room: den.id, lastReadSeq: 0, force: true });
    await say(ada, den.id, "@all");
    expect(await readRoom(ada, { room: den.id })).toMatchObject({ unreadCount: 0, mentionCount: 0 });
  });
});

describe("marks", () => {
  test("all rooms at once are read", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const rooms = [await room(ada, { members: [bob] }), await room(ada, { members: [bob] })];
    for (const { id } of rooms) await say(ada, id);
    await markAllRead(bob, {});
    for (const { id } of rooms)
      expect(await readRoom(bob, { room: id })).toMatchObject({
        unreadCount: 0,
        lastReadSeq: expect.any(Number),
      });
  });

  test("of deliveries go up to the newest message and never back; outsiders have none", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const { seq } = await say(ada, den.id);
    expect(await markDelivered(bob, { room: den.id, lastDeliveredSeq: 99_999 })).toBe(seq);
    expect(await markDelivered(bob, { room: den.id, lastDeliveredSeq: 1 })).toBeNull();
    await expect(
      markDelivered(await person("Eve"), { room: den.id, lastDeliveredSeq: 1 }),
    ).rejects.toMatchObject(refused("not_found"));
  });

  test("R21: read on three devices at once, forwards and backwards, unread is exact and never below zero", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const messages = [];
    for (let i = 0; i < 6; i++) messages.push(await say(ada, den.id));
    const seqs = messages.flatMap(({ seq }) => [seq, seq, seq]).sort(() => Math.random() - 0.5);
    await Promise.all(seqs.map((lastReadSeq) => markRead(bob, { room: den.id, lastReadSeq })));
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ unreadCount: 0 });
    await say(ada, den.id);
    expect(await readRoom(bob, { room: den.id })).toMatchObject({ unreadCount: 1 });
  });
});
