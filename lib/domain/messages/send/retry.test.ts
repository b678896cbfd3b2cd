import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, test, vi } from "vitest";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { draftOf, together } from "@/tests/support/commits";
import { testDatabase } from "@/tests/support/database";
import { expectWhole } from "@/tests/support/membership";
import { person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../edit/delete-message";
import { editMessage } from "../edit/edit-message";
import { forwardMessage } from "./forward-message";
import { sendMessage } from "./send-message";

testDatabase();
afterEach(() => void vi.useRealTimers());

const usersMessages = (roomId: string) => db().message.findMany({ where: { roomId, kind: "user" } });

describe("R05: the same key", () => {
  test("twice in one batch makes one message, and both senders get it", async () => {
    const ada = await person();
    const den = await room(ada);
    const [first, , again] = await together([
      draftOf(ada, den.id, { clientId: "k" }),
      draftOf(ada, den.id),
      draftOf(ada, den.id, { clientId: "k", text: "once more" }),
    ]);
    const value = (first as { value: { message: { id: string } } }).value;
    expect(again).toEqual({ ok: true, value: { isNew: false, id: value.message.id } });
    expect(await usersMessages(den.id)).toHaveLength(2);
    await expectWhole(den);
  });

  test("twice in a batch with other changes between makes one message", async () => {
    const ada = await person();
    const den = await room(ada);
    const send = () => sendMessage(ada, { room: den.id, text: "once", clientId: "k" });
    const ends = await Promise.all([send(), updateRoom(ada, { room: den.id, topic: "between" }), send()]);
    expect((ends[0] as { message: MessageView }).message.id).toBe(
      (ends[2] as { message: MessageView }).message.id,
    );
    expect(await usersMessages(den.id)).toHaveLength(1);
  });

  test("seven days later is still the same message, as it then is", async () => {
    const ada = await person();
    const den = await room(ada);
    const { message } = await sendMessage(ada, { room: den.id, text: "once", clientId: "k" });
    await db()
      .$executeRaw`UPDATE message SET created_at = created_at - interval '7 days' WHERE id = ${message.id}::uuid`;
    await editMessage(ada, { message: message.id, text: "edited since" });
    const again = await sendMessage(ada, { room: den.id, text: "once", clientId: "k" });
    expect(again).toMatchObject({
      isNew: false,
      message: { id: message.id, seq: message.seq, text: "edited since" },
    });
    expect(await usersMessages(den.id)).toHaveLength(1);
  });
});

describe("R06: the same key with another body or room", () => {
  test("at once gives everybody the first, and there is one", async () => {
    const ada = await person();
    const rooms = [await room(ada), await room(ada), await room(ada)];
    const sent = await Promise.all(
      rooms.flatMap(({ id }) =>
        ["one", "two"].map((text) => sendMessage(ada, { room: id, text, clientId: "k" })),
      ),
    );
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
    expect(new Set(sent.map(({ message }) => (message as MessageView).text)).size).toBe(1);
    expect(await db().message.count({ where: { senderId: ada.userId, kind: "user" } })).toBe(1);
    for (const one of rooms) await expectWhole(one);
  });

  test("of a send and a forward is the first of them", async () => {
    const ada = await person();
    const [den, attic] = [await room(ada), await room(ada)];
    const { message } = await sendMessage(ada, { room: den.id, text: "original", clientId: "k" });
    const forwarded = await forwardMessage(ada, { message: message.id, roomId: attic.id, clientId: "k" });
    expect(forwarded).toMatchObject({ isNew: false, message: { id: message.id } });
    expect(await usersMessages(attic.id)).toEqual([]);
  });
});

describe("the same clientId when a new message would be refused", () => {
  const sendings = { text: "once", clientId: "k" };

  async function sent() {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const den = await room(ada, { members: [bob] });
    const { message } = await sendMessage(bob, { room: den.id, ...sendings });
    /** A retry that may differ, and the id of what it got. */
    const again = async (body: object = {}) => {
      const { isNew, message } = await sendMessage(bob, { room: den.id, ...sendings, ...body });
      return [isNew, message.id];
    };
    return { ada, bob, den, again, expected: [false, message.id] };
  }

  test.each([
    ["an empty text", { text: "" }],
    ["too long a text", { text: "x".repeat(LIMITS.messageLength + 1) }],
    ["no text", { text: undefined }],
    ["a reply to nothing", { replyToId: uuid() }],
    ["a reply to no id", { replyToId: "nothing" }],
    ["a room that is not there", { room: uuid() }],
    ["a name of no room", { room: "nowhere at all" }],
  ])("gives the first message for %s", async (_name, body) => {
    const { again, expected, den } = await sent();
    expect(await again(body as object)).toEqual(expected);
    expect(await usersMessages(den.id)).toHaveLength(1);
  });

  test("gives it when the sender's rate is used up", async () => {
    const { again, expected, bob, den } = await sent();
    vi.useFakeTimers({ toFake: ["performance"] }); // So that nothing of the rate comes back meanwhile.
    await Promise.all(
      Array.from({ length: 400 }, () =>
        sendMessage(bob, { room: den.id, text: "more" }).catch((error) => error),
      ),
    );
    await expect(sendMessage(bob, { room: den.id, text: "even more" })).rejects.toMatchObject(
      refused("rate_limited"),
    );
    expect(await again()).toEqual(expected);
  });

  test("gives it when the room is archived, for moderators only, or left, also by its name", async () => {
    const { again, expected, ada, bob, den } = await sent();
    await updateRoom(ada, { room: den.id, posting: "moderators" });
    expect(await again()).toEqual(expected);
    await updateRoom(ada, { room: den.id, archived: true });
    expect(await again()).toEqual(expected);
    await updateRoom(ada, { room: den.id, archived: false });
    await leaveRoom(bob, { room: den.id });
    expect(await again()).toEqual(expected);
    await db().room.update({ where: { id: den.id }, data: { kind: "closed" } });
    expect(await again({ room: den.name })).toEqual(expected);
  });

  test("gives the first message though it, or the forwarded one, was deleted", async () => {
    const { again, expected, ada, bob, den } = await sent();
    const attic = await room(bob);
    const { message } = await sendMessage(ada, { room: den.id, text: "original" });
    const forward = () => forwardMessage(bob, { message: message.id, roomId: attic.id, clientId: "f" });
    const copy = await forward();
    await deleteMessage(bob, { message: expected[1] as string });
    await deleteMessage(ada, { message: message.id });
    expect(await again()).toEqual(expected);
    await leaveRoom(bob, { room: den.id });
    expect(await forward()).toMatchObject({ isNew: false, message: { id: copy.message.id } });
  });

  test("gives nothing to others, nor to a session that may not write or is over", async () => {
    const { again, ada, bob } = await sent();
    await expect(sendMessage(ada, { room: uuid(), ...sendings })).rejects.toMatchObject(refused("not_found"));
    await db().session.update({ where: { id: bob.sessionId }, data: { scopes: ["read"] } });
    await expect(again({ text: "" })).rejects.toMatchObject(refused("validation_failed"));
    await db().session.update({ where: { id: bob.sessionId }, data: { endedAt: new Date() } });
    await expect(again()).rejects.toMatchObject(refused("unauthenticated"));
  });
});

test("R18: a piece that PostgreSQL refuses within a large commit fails alone", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const good = () => draftOf(ada, den.id);
  const ends = await together([
    good(),
    draftOf(bob, den.id, { text: "a zero byte \0" }),
    good(),
    draftOf(bob, den.id, { replyToId: "no id at all" }),
    draftOf(bob, den.id, {
      forwardedFrom: { messageId: "no id either", senderName: "", sentAt: new Date().toISOString() },
    }),
    good(),
    draftOf(bob, uuid()),
    good(),
  ]);
  expect(ends.map(({ ok }) => ok)).toEqual([true, false, true, false, false, true, false, true]);
  expect(await usersMessages(den.id)).toHaveLength(4);
  await expectWhole(den);
});
