import { readFileSync } from "node:fs";
import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { leaveRoom } from "@/lib/domain/rooms/members/leave-room";
import { startDirect } from "@/lib/domain/rooms/start-direct";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "./edit/delete-message";
import { editMessage } from "./edit/edit-message";
import { listRevisions } from "./edit/message-history";
import { listPins, pinMessage, unpinMessage } from "./pin-message";
import { addReaction, listReactions, removeReaction } from "./react";
import { readMessage } from "./read-message";
import { forwardMessage } from "./send/forward-message";
import { sendMessage } from "./send/send-message";
import { sync } from "./sync";

testDatabase();

/** Ada owns a room in which Bob is; Ada has said something. */
async function world(text = "first") {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob] });
  const message = await say(ada, den.id, text);
  return { ada, bob, eve, den, message };
}

const say = async (who: Person, roomId: string, text: string) =>
  (await sendMessage(who, { room: roomId, text })).message as MessageView;

const read = (who: Person, { id }: { id: string }) => readMessage(who, { message: id });
const mentionsOf = async (who: Person, roomId: string) =>
  (await listRooms(who, { limit: 200 })).items.find(({ id }) => id === roomId)?.mentionCount;

describe("editing", () => {
  test("changes the text for all, keeps its place, and the earlier text stays readable", async () => {
    const { ada, bob, message } = await world();
    const edited = await editMessage(ada, { message: message.id, text: "second" });
    expect(edited).toMatchObject({ id: message.id, seq: message.seq, rev: message.rev + 1, text: "second" });
    expect(edited.editedAt).not.toBeNull();
    await editMessage(ada, { message: message.id, text: "third" });
    const { items } = await listRevisions(bob, { message: message.id });
    expect(items).toEqual([
      { text: "second", writtenAt: edited.editedAt },
      { text: "first", writtenAt: message.createdAt },
    ]);
    expect(await read(bob, message)).toMatchObject({ text: "third", rev: message.rev + 2 });
  });

  test("to the same text changes nothing, so that a retry does no harm", async () => {
    const { ada, message } = await world();
    expect(await editMessage(ada, { message: message.id, text: "first" })).toEqual(message);
  });

  test("is the author's alone; outsiders and former members find nothing", async () => {
    const { ada, bob, eve, den, message } = await world();
    const theirs = await say(bob, den.id, "mine");
    await leaveRoom(bob, { room: den.id });
    for (const [who, id, code] of [
      [ada, theirs.id, "forbidden"],
      [eve, message.id, "not_found"],
      [bob, theirs.id, "not_found"],
    ] as const)
      await expect(editMessage(who, { message: id, text: "x" })).rejects.toMatchObject(refused(code));
    expect(await read(ada, theirs)).toMatchObject({ text: "mine", editedAt: null });
  });

  test.each(["", "   ", "x".repeat(LIMITS.messageLength + 1), "a\0b"])(
    "to %.10j is refused with the field's name",
    async (text) => {
      const { ada, message } = await world();
      await expect(editMessage(ada, { message: message.id, text })).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "text" }] },
      });
    },
  );

  test("of a deleted message is refused as gone, and of a system message as not_yours", async () => {
    const { ada, den, message } = await world();
    await deleteMessage(ada, { message: message.id });
    await expect(editMessage(ada, { message: message.id, text: "x" })).rejects.toMatchObject(refused("gone"));
    const line = await db().message.findFirstOrThrow({ where: { roomId: den.id, kind: "system" } });
    await expect(editMessage(ada, { message: line.id, text: "x" })).rejects.toMatchObject(
      refused("forbidden"),
    );
  });

  test("twice at once keeps both earlier texts, whichever came first", async () => {
    const { ada, message } = await world();
    await Promise.all(["a", "b"].map((text) => editMessage(ada, { message: message.id, text })));
    const { items } = await listRevisions(ada, { message: message.id });
    const { text } = await read(ada, message);
    expect([...items.map((one) => one.text), text].sort()).toEqual(["a", "b", "first"]);
  });

  test("that adds a name tells its owner once, however often it comes and goes", async () => {
    const { ada, bob, den, message } = await world();
    await editMessage(ada, { message: message.id, text: `ask @${bob.username}` });
    expect(await read(bob, message)).toMatchObject({ mentions: { userIds: [bob.userId] } });
    expect(await mentionsOf(bob, den.id)).toBe(1);
    await editMessage(ada, { message: message.id, text: "ask nobody" });
    expect(await mentionsOf(bob, den.id)).toBe(0);
    await editMessage(ada, { message: message.id, text: `ask @${bob.username} again` });
    expect(await db().mention.count({ where: { messageId: message.id } })).toBe(1);
  });

  test("in an archived room is refused", async () => {
    const { ada, den, message } = await world();
    await db().room.update({ where: { id: den.id }, data: { archivedAt: new Date() } });
    for (const act of [
      () => editMessage(ada, { message: message.id, text: "x" }),
      () => deleteMessage(ada, { message: message.id }),
      () => addReaction(ada, { message: message.id, emoji: "👍" }),
      () => pinMessage(ada, { message: message.id }),
    ])
      await expect(act()).rejects.toMatchObject(refused("forbidden", "archived"));
  });
});

describe("deleting", () => {
  test("leaves a tombstone with its seq, and nothing of its content", async () => {
    const { ada, bob, den, message } = await world("secret");
    await editMessage(ada, { message: message.id, text: `secret @${bob.username}` });
    await addReaction(bob, { message: message.id, emoji: "👍" });
    await pinMessage(ada, { message: message.id });
    await deleteMessage(ada, { message: message.id });
    const left = await read(bob, message);
    expect(left).toMatchObject({ seq: message.seq, text: "", reactions: [], isPinned: false });
    expect(left.deletedAt).not.toBeNull();
    expect(left.mentions.userIds).toEqual([]);
    expect(await listRevisions(bob, { message: message.id })).toEqual({ items: [], nextCursor: null });
    expect(await mentionsOf(bob, den.id)).toBe(0);
    const rows = JSON.stringify(await db().message.findMany({ where: { roomId: den.id } }));
    expect(rows).not.toContain("secret");
  });

  test("again changes nothing", async () => {
    const { ada, message } = await world();
    await deleteMessage(ada, { message: message.id });
    const once = await read(ada, message);
    await deleteMessage(ada, { message: message.id });
    expect(await read(ada, message)).toEqual(once);
  });

  test("is for the author, the room's moderators and administrators in it", async () => {
    const { ada, bob, eve, den } = await world();
    const admin = await person("Root", "administrator");
    const theirs = await say(bob, den.id, "one");
    await expect(deleteMessage(admin, { message: theirs.id })).rejects.toMatchObject(refused("not_found"));
    await expect(deleteMessage(eve, { message: theirs.id })).rejects.toMatchObject(refused("not_found"));
    const mine = await say(ada, den.id, "two");
    await expect(deleteMessage(bob, { message: mine.id })).rejects.toMatchObject(refused("forbidden"));
    await deleteMessage(ada, { message: theirs.id });
    expect(await read(bob, theirs)).toMatchObject({ text: "" });
  });

  test("of the other's message in a direct conversation is refused, also to an administrator", async () => {
    const [admin, bob] = [await person("Root", "administrator"), await person("Bob")];
    const { room: pair } = await startDirect(admin, { userId: bob.userId });
    const theirs = await say(bob, pair.id, "mine");
    await expect(deleteMessage(admin, { message: theirs.id })).rejects.toMatchObject(refused("forbidden"));
  });

  test("R20: raced by edits, reactions and pins, never brings the text back", async () => {
    const { ada, bob, den, message } = await world("secret");
    const acts = [
      () => editMessage(ada, { message: message.id, text: "secret too" }),
      () => addReaction(bob, { message: message.id, emoji: "👍" }),
      () => deleteMessage(ada, { message: message.id }),
      () => pinMessage(bob, { message: message.id }),
      () => editMessage(ada, { message: message.id, text: "secret three" }),
    ];
    await Promise.allSettled(acts.map((act) => act()));
    const { rooms } = await sync(bob, { rooms: { [den.id]: message.rev } });
    expect(rooms[0]?.items.map(({ id, text }) => [id, text])).toEqual([[message.id, ""]]);
    expect(rooms[0]?.rev).toBe((await db().room.findUniqueOrThrow({ where: { id: den.id } })).rev);
  });
});

describe("reacting", () => {
  test("counts people, names them in the order in which they came, and takes back", async () => {
    const { ada, bob, message } = await world();
    for (const who of [bob, ada]) await addReaction(who, { message: message.id, emoji: "👍" });
    await addReaction(ada, { message: message.id, emoji: "❤" });
    expect((await read(bob, message)).reactions).toEqual([
      { emoji: "👍", count: 2, userIds: [bob.userId, ada.userId] },
      { emoji: "❤️", count: 1, userIds: [ada.userId] },
    ]);
    await removeReaction(bob, { message: message.id, emoji: "👍" });
    expect((await read(bob, message)).reactions[0]).toEqual({ emoji: "👍", count: 1, userIds: [ada.userId] });
    const { items } = await listReactions(bob, { message: message.id, emoji: "👍" });
    expect(items.map(({ id }) => id)).toEqual([ada.userId]);
  });

  test("adding twice, also at once, counts once; removing a missing one changes nothing", async () => {
    const { ada, message } = await world();
    const again = () => addReaction(ada, { message: message.id, emoji: "🎉" });
    await Promise.all([again(), again(), again()]);
    const { reactions, rev } = await read(ada, message);
    expect([reactions, rev]).toEqual([[{ emoji: "🎉", count: 1, userIds: [ada.userId] }], message.rev + 1]);
    await removeReaction(ada, { message: message.id, emoji: "👎" });
    expect((await read(ada, message)).rev).toBe(rev);
  });

  test.each(["", "ok", "👍👍", ":+1:", "<script>", "e".repeat(1_000_000), "\0"])(
    "with %.12j is refused with the field's name",
    async (emoji) => {
      const { ada, message } = await world();
      await expect(addReaction(ada, { message: message.id, emoji })).rejects.toMatchObject({
        refusal: { code: "validation_failed", errors: [{ path: "emoji" }] },
      });
    },
  );

  test.each([
    ["👍\uFE0F", "👍"],
    ["👍\uFE0E", "👍"],
    ["❤\u200D🔥", "❤️‍🔥"],
    ["1\u20E3", "1️⃣"],
    ["✌\uFE0F🏽", "✌🏽"],
    ["🏳\u200D🌈", "🏳️‍🌈"],
    ["🇳🇱\uFE0F", "🇳🇱"],
  ])("with %j is the reaction %s, for adding, listing and taking back", async (spelling, emoji) => {
    const { ada, bob, message } = await world();
    await addReaction(ada, { message: message.id, emoji: spelling });
    await addReaction(bob, { message: message.id, emoji });
    await addReaction(bob, { message: message.id, emoji: spelling });
    const userIds = [ada.userId, bob.userId];
    expect((await read(bob, message)).reactions).toEqual([{ emoji, count: 2, userIds }]);
    expect((await listReactions(bob, { message: message.id, emoji: spelling })).items).toHaveLength(2);
    await removeReaction(ada, { message: message.id, emoji });
    await removeReaction(bob, { message: message.id, emoji: spelling });
    expect((await read(bob, message)).reactions).toEqual([]);
  });

  test.each(["1", "1\uFE0F", "\uFE0F", "❤\u200D", "👍\u200D👍"])(
    "with %j, which is no emoji, is refused",
    async (emoji) => {
      const { ada, message } = await world();
      await expect(addReaction(ada, { message: message.id, emoji })).rejects.toMatchObject(
        refused("validation_failed"),
      );
    },
  );

  test("takes every kind of emoji that Unicode recommends", async () => {
    const { ada, message } = await world();
    for (const emoji of ["👩‍💻", "🇳🇱", "1️⃣", "👍🏽", "☺"])
      await addReaction(ada, { message: message.id, emoji });
    expect((await read(ada, message)).reactions).toHaveLength(5);
  });

  test("is for members; outsiders and former members find nothing", async () => {
    const { bob, eve, den, message } = await world();
    await leaveRoom(bob, { room: den.id });
    for (const who of [bob, eve]) {
      for (const act of [addReaction, removeReaction, listReactions])
        await expect(act(who, { message: message.id, emoji: "👍" })).rejects.toMatchObject(
          refused("not_found"),
        );
    }
  });

  test("has an end of kinds", async () => {
    const { ada, message } = await world();
    const kinds = Array.from({ length: LIMITS.reactionKinds }, (_, i) => ({
      messageId: message.id,
      emoji: String.fromCodePoint(0x1f600 + i),
      userId: ada.userId,
    }));
    await db().reaction.createMany({ data: kinds.slice(1) });
    await addReaction(ada, { message: message.id, emoji: "😀" });
    await expect(addReaction(ada, { message: message.id, emoji: "🚀" })).rejects.toMatchObject(
      refused("conflict", "too_many_reactions"),
    );
  });
});

describe("pinning", () => {
  test("shows the room's pins, the latest first, and takes them away", async () => {
    const { ada, bob, den, message } = await world();
    const other = await say(bob, den.id, "second");
    await pinMessage(bob, { message: message.id });
    await pinMessage(ada, { message: other.id });
    await pinMessage(ada, { message: other.id });
    const pins = async () => (await listPins(bob, { room: den.id })).items.map(({ id }) => id);
    expect(await pins()).toEqual([other.id, message.id]);
    await unpinMessage(bob, { message: other.id });
    await unpinMessage(bob, { message: other.id });
    expect(await pins()).toEqual([message.id]);
    expect(await read(ada, message)).toMatchObject({ isPinned: true });
  });

  test("is for members", async () => {
    const { eve, den, message } = await world();
    for (const act of [pinMessage, unpinMessage])
      await expect(act(eve, { message: message.id })).rejects.toMatchObject(refused("not_found"));
    await expect(listPins(eve, { room: den.id })).rejects.toMatchObject(refused("not_found"));
  });

  test("of a deleted message is refused", async () => {
    const { ada, message } = await world();
    await deleteMessage(ada, { message: message.id });
    await expect(pinMessage(ada, { message: message.id })).rejects.toMatchObject(refused("gone"));
  });
});

describe("forwarding", () => {
  test("sends a copy with its origin, which mentions nobody again", async () => {
    const { ada, bob, message } = await world();
    await editMessage(ada, { message: message.id, text: `for @${bob.username}` });
    const other = await room(bob, { members: [ada] });
    const { message: copy, isNew } = await forwardMessage(bob, { message: message.id, roomId: other.id });
    expect([isNew, copy]).toMatchObject([
      true,
      {
        roomId: other.id,
        sender: { id: bob.userId },
        text: `for @${bob.username}`,
        forwardedFrom: { messageId: message.id, senderName: "Ada", sentAt: message.createdAt },
        mentions: { userIds: [] },
      },
    ]);
    const again = await forwardMessage(ada, { message: copy.id, roomId: message.roomId });
    expect(again.message).toMatchObject({ forwardedFrom: { messageId: message.id, senderName: "Ada" } });
  });

  test("with the same clientId again gives the first copy", async () => {
    const { ada, message } = await world();
    const other = await room(ada);
    const act = () => forwardMessage(ada, { message: message.id, roomId: other.id, clientId: "k" });
    const [one, two] = [await act(), await act()];
    expect([one.isNew, two.isNew, two.message.id]).toEqual([true, false, one.message.id]);
  });

  test("needs to read the one room and to be in the other", async () => {
    const { ada, bob, eve, message } = await world();
    const [ours, theirs] = [await room(bob), await room(eve)];
    const attempts = [
      forwardMessage(eve, { message: message.id, roomId: theirs.id }),
      forwardMessage(ada, { message: message.id, roomId: ours.id }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject(refused("not_found"));
    await deleteMessage(ada, { message: message.id });
    await expect(forwardMessage(bob, { message: message.id, roomId: ours.id })).rejects.toMatchObject(
      refused("gone"),
    );
  });

  test("makes a copy that cannot be edited, so that nobody is misquoted", async () => {
    const { ada, bob, message } = await world();
    const other = await room(bob, { members: [ada] });
    const { message: copy } = await forwardMessage(bob, { message: message.id, roomId: other.id });
    const again = await forwardMessage(ada, { message: copy.id, roomId: other.id });
    await editMessage(ada, { message: message.id, text: "second" });
    await deleteMessage(ada, { message: message.id });
    for (const [who, id] of [
      [bob, copy.id],
      [ada, again.message.id],
    ] as const) {
      for (const text of ["I quit", "first"])
        await expect(editMessage(who, { message: id, text })).rejects.toMatchObject(
          refused("forbidden", "forwarded"),
        );
    }
    expect(await read(ada, copy)).toMatchObject({ text: "first", forwardedFrom: { messageId: message.id } });
    await expect(editMessage(ada, { message: copy.id, text: "x" })).rejects.toMatchObject(
      refused("forbidden", "not_yours"),
    );
  });

  test("copies that were edited when that was possible lose their origin, and their copies too", async () => {
    const { ada, message } = await world();
    const other = await room(ada);
    const copy = async (id: string) => (await forwardMessage(ada, { message: id, roomId: other.id })).message;
    const [true1, false1] = [await copy(message.id), await copy(message.id)];
    await editMessage(ada, { message: message.id, text: "second" });
    const true2 = await copy(message.id);
    await db().message.update({ where: { id: false1.id }, data: { text: "no", editedAt: new Date() } });
    const false2 = await copy(false1.id);
    const name = "20261129154402_forwarded_copies_keep_their_words";
    const before = await db().room.findUniqueOrThrow({ where: { id: other.id } });
    await db().$executeRawUnsafe(readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8"));
    for (const one of [true1, true2])
      expect(await read(ada, one)).toMatchObject({ rev: one.rev, forwardedFrom: { messageId: message.id } });
    const cleared = await Promise.all([false1, false2].map((one) => read(ada, one)));
    expect(cleared).toMatchObject([
      { text: "no", forwardedFrom: null, rev: before.rev + 1 },
      { text: "no", forwardedFrom: null, rev: before.rev + 2 },
    ]);
  });
});

describe("the history of a message", () => {
  const revisions = (messageId: string, texts: string[]) =>
    db().messageRevision.createMany({
      data: texts.map((text, at) => ({
        id: uuid(),
        messageId,
        text,
        writtenAt: new Date(at * 1000),
      })),
    });

  test("comes in pages, newest first, each text once", async () => {
    const { bob, message } = await world();
    await revisions(message.id, ["a", "b", "c", "d", "e"]);
    const texts: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRevisions(bob, { message: message.id, limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      texts.push(...page.items.map(({ text }) => text));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(texts).toEqual(["e", "d", "c", "b", "a"]);
  });

  test("keeps the last hundred texts of a message that is edited on and on", async () => {
    const { ada, message } = await world();
    const old = Array.from({ length: LIMITS.revisionsPerMessage + 5 }, (_, at) => `old ${at}`);
    await revisions(message.id, old);
    await editMessage(ada, { message: message.id, text: "new" });
    const kept = await db().messageRevision.findMany({
      where: { messageId: message.id },
      orderBy: { id: "asc" },
    });
    expect(kept).toHaveLength(LIMITS.revisionsPerMessage);
    expect(kept.map(({ text }) => text)).toEqual([...old.slice(6), "first"]);
  });

  test("ends a page early if its texts are long", async () => {
    const { bob, message } = await world();
    const long = "я".repeat(LIMITS.revisionPageLength / 10);
    await revisions(
      message.id,
      Array.from({ length: 25 }, () => long),
    );
    const first = await listRevisions(bob, { message: message.id });
    expect(first.items).toHaveLength(10);
    const second = await listRevisions(bob, { message: message.id, cursor: first.nextCursor ?? "" });
    const third = await listRevisions(bob, { message: message.id, cursor: second.nextCursor ?? "" });
    expect([second.items.length, third.items.length, third.nextCursor]).toEqual([10, 5, null]);
  });

  test("refuses a cursor that no page gave", async () => {
    const { bob, message } = await world();
    for (const cursor of ["x", Buffer.from('["\\u0000"]').toString("base64url")])
      await expect(listRevisions(bob, { message: message.id, cursor })).rejects.toMatchObject(
        refused("validation_failed"),
      );
  });
});
