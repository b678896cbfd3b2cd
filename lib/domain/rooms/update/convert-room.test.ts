import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, ROOM_PASSWORD, refused, room } from "@/tests/support/world";
import { listMessages } from "../../messages/list-messages";
import { readMessage } from "../../messages/read-message";
import { sendMessage } from "../../messages/send/send-message";
import { createRoom } from "../create-room";
import { listRooms } from "../list-rooms";
import { joinRoom } from "../members/join-room";
import { leaveRoom } from "../members/leave-room";
import { listMembers } from "../members/list-members";
import { readRoom } from "../read-room";
import { startDirect } from "../start-direct";
import { updateRoom } from "./update-room";

testDatabase();

const people = async (...names: string[]) => Promise.all(names.map((name) => person(name)));

const put = (who: Person, roomId: string) =>
  db().membership.updateMany({ where: { roomId, userId: who.userId }, data: { role: "moderator" } });

/** Texts of people that a member can read in a room. */
const texts = async (who: Person, roomId: string) =>
  (await listMessages(who, { room: roomId })).items
    .filter(({ kind }) => kind === "user")
    .map(({ text }) => text);

const namesFound = async (who: Person, q: string) =>
  (await listRooms(who, { scope: "browse", q })).items.map(({ name }) => name);

describe("S13: a room that is made closed", () => {
  test("vanishes from browsing and for outsiders, by id and by every former name, with its messages", async () => {
    const ann = await person("Ann", "administrator");
    const [ada, bob, eve, gone] = await people("Ada", "Bob", "Eve", "Gone");
    const den = await room(ada!, { members: [bob!, gone!] });
    const sent = await sendMessage(gone!, { room: den.id, text: "mine" });
    await leaveRoom(gone!, { room: den.id });
    const renamed = await updateRoom(ada!, { room: den.id, name: `Now ${den.name}` });
    expect(await namesFound(eve!, den.name!)).toEqual([renamed.name]);

    await updateRoom(ann, { room: den.id, kind: "closed" });
    for (const who of [eve!, gone!, await person("Gus", "guest")]) {
      expect(await namesFound(who, den.name!)).toEqual([]);
      for (const reference of [den.id, renamed.name!, den.name!]) {
        const nothing = refused("not_found");
        await expect(readRoom(who, { room: reference })).rejects.toMatchObject(nothing);
        await expect(listMembers(who, { room: reference })).rejects.toMatchObject(nothing);
        await expect(listMessages(who, { room: reference })).rejects.toMatchObject(nothing);
        await expect(joinRoom(who, { room: reference })).rejects.toMatchObject(nothing);
        await expect(updateRoom(who, { room: reference, topic: "x" })).rejects.toMatchObject(nothing);
      }
      await expect(readMessage(who, { message: sent.message.id })).rejects.toMatchObject(
        refused("not_found"),
      );
    }
    expect(await readRoom(bob!, { room: den.name! })).toMatchObject({ kind: "closed", role: "member" });
    expect(await texts(bob!, den.id)).toEqual(["mine"]);
    expect(await readRoom(ann, { room: den.id })).toMatchObject({ role: null, lastMessage: null });
  });

  test("is closed by an administrator alone", async () => {
    const [ada] = await people("Ada");
    const den = await room(ada!);
    await expect(updateRoom(ada!, { room: den.id, kind: "closed" })).rejects.toMatchObject(
      refused("forbidden", "administrators_only"),
    );
    expect(await readRoom(ada!, { room: den.id })).toMatchObject({ kind: "open", rev: den.rev });
  });
});

describe("a room that gets a password", () => {
  test("keeps its members, asks new ones for the password, and says so in one system message", async () => {
    const [ada, bob, eve] = await people("Ada", "Bob", "Eve");
    const den = await room(ada!, { members: [bob!] });
    await sendMessage(ada!, { room: den.id, text: "before" });
    const made = await updateRoom(ada!, { room: den.id, kind: "password", password: ROOM_PASSWORD });
    expect(made).toMatchObject({ kind: "password", memberCount: 2, seq: 3 });
    expect(made.lastMessage?.event).toMatchObject({ type: "kind", value: "password" });
    await expect(joinRoom(eve!, { room: den.id })).rejects.toMatchObject(
      refused("forbidden", "wrong_room_password"),
    );
    await joinRoom(eve!, { room: den.id, password: ROOM_PASSWORD });
    expect(await texts(eve!, den.id)).toEqual(["before"]);
  });
});

describe("a room that opens to more people", () => {
  test("hides its history from new members, and not from earlier ones", async () => {
    const ann = await person("Ann", "administrator");
    const [bob, eve, mia] = await people("Bob", "Eve", "Mia");
    const den = await room(ann, { kind: "password", members: [bob!] });
    await sendMessage(ann, { room: den.id, text: "behind the password" });
    await updateRoom(ann, { room: den.id, kind: "closed" });
    await sendMessage(ann, { room: den.id, text: "behind the door" });

    await updateRoom(ann, { room: den.id, kind: "password", password: ROOM_PASSWORD });
    await joinRoom(eve!, { room: den.id, password: ROOM_PASSWORD });
    expect(await texts(eve!, den.id)).toEqual([]);
    expect((await listMessages(eve!, { room: den.id })).items[0]?.event).toMatchObject({ type: "kind" });

    await sendMessage(eve!, { room: den.id, text: "hello" });
    await updateRoom(ann, { room: den.id, kind: "open" });
    await joinRoom(mia!, { room: den.id });
    await sendMessage(mia!, { room: den.id, text: "hi" });
    expect(await texts(mia!, den.id)).toEqual(["hi"]);
    expect(await texts(eve!, den.id)).toEqual(["hello", "hi"]);
    expect(await texts(bob!, den.id)).toHaveLength(4);
  });

  test("can not show it all the same", async () => {
    const [ada] = await people("Ada");
    const safe = await room(ada!, { kind: "password" });
    await expect(updateRoom(ada!, { room: safe.id, kind: "open", history: "shown" })).rejects.toMatchObject({
      refusal: { errors: [{ path: "history", reason: "widening" }] },
    });
    await expect(
      updateRoom(ada!, { room: safe.id, kind: "open", password: "still so" }),
    ).rejects.toMatchObject({
      refusal: { errors: [{ path: "password", reason: "no_password" }] },
    });
    expect(await updateRoom(ada!, { room: safe.id, kind: "open", history: "hidden" })).toMatchObject({
      kind: "open",
      history: "hidden",
    });
  });
});

describe("a group", () => {
  test.each([
    [{ kind: "open", name: "x", history: "shown" }, "kind"],
    [{ kind: "password", name: "x", history: "shown", password: "sesame" }, "kind"],
    [{ kind: "closed", name: "x" }, "history"],
    [{ kind: "closed", history: "shown" }, "name"],
  ] as const)("does not become %o: %s", async (wish, path) => {
    const [ada] = await people("Ada");
    const crew = await room(ada!, { kind: "group" });
    await expect(updateRoom(ada!, { room: crew.id, ...wish })).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path }] },
    });
  });

  test("becomes closed by its owner, who is no administrator, and by nobody else in it", async () => {
    const ann = await person("Ann", "administrator");
    const [ada, bob, mia] = await people("Ada", "Bob", "Mia");
    const crew = await room(ada!, { kind: "group", members: [bob!, mia!] });
    await put(mia!, crew.id);
    const conversion = {
      room: crew.id,
      kind: "closed",
      name: `C ${ada!.username}`,
      history: "shown",
    } as const;
    for (const who of [bob!, mia!])
      await expect(updateRoom(who, conversion)).rejects.toMatchObject(refused("forbidden", "not_yours"));
    await expect(updateRoom(ann, conversion)).rejects.toMatchObject(refused("not_found"));
    expect(await updateRoom(ada!, conversion)).toMatchObject({
      kind: "closed",
      name: conversion.name,
      memberCount: 3,
    });
    expect(await updateRoom(ann, { room: crew.id, topic: "now known" })).toMatchObject({ role: null });
  });

  test.each([
    ["shown", "hidden", ["before"]],
    ["hidden", "shown", []],
  ] as const)(
    "becomes closed with its history %s to newcomers, also if it is %s later",
    async (history, later, read) => {
      const ann = await person("Ann", "administrator");
      const crew = await room(ann, { kind: "group" });
      await sendMessage(ann, { room: crew.id, text: "before" });
      await updateRoom(ann, { room: crew.id, kind: "closed", name: `C ${crew.id.slice(-9)}`, history });
      const roomFor = () => db().room.findUniqueOrThrow({ where: { id: crew.id } });
      const readable = async () => {
        const { history, historyFromSeq, seq } = await roomFor();
        const from = history === "hidden" ? seq + 1 : historyFromSeq;
        const rows = await db().message.findMany({
          where: { roomId: crew.id, kind: "user", seq: { gte: from } },
        });
        return rows.map(({ text }) => text);
      };
      expect(await readable()).toEqual(read);
      await updateRoom(ann, { room: crew.id, history: later });
      expect(await readable()).toEqual([]);
    },
  );
});

test("a direct conversation becomes nothing else, not even for an administrator in it", async () => {
  const ann = await person("Ann", "administrator");
  const [bob] = await people("Bob");
  const { room: pair } = await startDirect(ann, { userId: bob!.userId });
  for (const kind of ["open", "closed", "group"] as const)
    await expect(updateRoom(ann, { room: pair.id, kind, name: "x", history: "shown" })).rejects.toMatchObject(
      refused("forbidden", "not_yours"),
    );
});

describe("a new member's history", () => {
  test("begins when it was shown: messages from the hidden time stay hidden", async () => {
    const [ada, bob, mia] = [await person("Ada"), await person("Bob"), await person("Mia")];
    const den = await createRoom(ada, { kind: "open", name: `H ${ada.username}`, history: "hidden" });
    await sendMessage(ada, { room: den.id, text: "one" });
    await joinRoom(bob, { room: den.id });
    expect(await texts(bob, den.id)).toEqual([]);
    await updateRoom(ada, { room: den.id, history: "shown" });
    await sendMessage(ada, { room: den.id, text: "two" });
    await joinRoom(mia, { room: den.id });
    expect(await texts(mia, den.id)).toEqual(["two"]);
    expect(await texts(bob, den.id)).toEqual(["two"]);
    await leaveRoom(bob, { room: den.id });
    await joinRoom(bob, { room: den.id });
    expect(await texts(bob, den.id)).toEqual(["two"]);
  });
});
