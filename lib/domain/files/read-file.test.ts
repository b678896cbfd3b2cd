import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { call } from "@/tests/support/rest";
import { deactivate, type Person, person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { forwardMessage } from "../messages/send/forward-message";
import { sendMessage } from "../messages/send/send-message";
import { deleteRoom } from "../rooms/delete-room";
import { joinRoom } from "../rooms/members/join-room";
import { leaveRoom } from "../rooms/members/leave-room";
import { removeMember } from "../rooms/members/members";
import { setRoomSettings } from "../rooms/room-settings";
import { updateRoom } from "../rooms/update/update-room";
import { readFile } from "./read-file";

testDatabase();

const bytes = Buffer.from("0123456789");

async function sentFile(by: Person, roomId: string) {
  const { id } = await storedFile(by, bytes);
  const { message } = await sendMessage(by, { room: roomId, text: "", attachmentIds: [id] });
  return { id, message: message as MessageView };
}

const mayRead = (who: Person, file: string) =>
  readFile(who, { file }).then(
    () => true,
    (error) => {
      expect(error).toMatchObject(refused("not_found"));
      return false;
    },
  );

test("an upload is readable by its uploader alone until it is sent", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const root = await person("Root", "administrator");
  const den = await room(ada, { members: [bob, root] });
  const { id } = await storedFile(ada, bytes);
  expect(await Promise.all([ada, bob, root].map((who) => mayRead(who, id)))).toEqual([true, false, false]);
  await sendMessage(ada, { room: den.id, text: "", attachmentIds: [id] });
  expect(await Promise.all([ada, bob, root].map((who) => mayRead(who, id)))).toEqual([true, true, true]);
});

test("hidden and unknown files give the same refusal", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const { id } = await storedFile(ada, bytes);
  const refusalOf = (file: string) => readFile(eve, { file }).catch((error) => error.refusal);
  expect(await refusalOf(id)).toEqual(await refusalOf(uuid()));
});

test("S15: strangers and administrators outside the room do not read its files", async () => {
  const [ada, eve, root] = [await person("Ada"), await person("Eve"), await person("Root", "administrator")];
  const den = await room(ada);
  const { id } = await sentFile(ada, den.id);
  expect(await mayRead(eve, id)).toBe(false);
  expect(await mayRead(root, id)).toBe(false);
  await joinRoom(eve, { room: den.id });
  expect(await mayRead(eve, id)).toBe(true);
});

test("S15: those who left or were removed do not, not even the uploader", async () => {
  const [ada, bob, cleo] = [await person("Ada"), await person("Bob"), await person("Cleo")];
  const den = await room(ada, { members: [bob, cleo] });
  const { id } = await sentFile(bob, den.id);
  await removeMember(ada, { room: den.id, user: bob.userId });
  await leaveRoom(cleo, { room: den.id });
  expect([await mayRead(ada, id), await mayRead(bob, id), await mayRead(cleo, id)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("S15: a newcomer without the past does not read its files", async () => {
  const [ada, bob] = [await person("Ada", "administrator"), await person("Bob")];
  const den = await room(ada, { kind: "closed" });
  await updateRoom(ada, { room: den.id, history: "hidden" });
  const { id, message } = await sentFile(ada, den.id);
  await db().membership.create({
    data: { roomId: den.id, userId: bob.userId, firstVisibleSeq: message.seq + 1 },
  });
  expect(await mayRead(bob, id)).toBe(false);
  const later = await sentFile(ada, den.id);
  expect(await mayRead(bob, later.id)).toBe(true);
});

test("S15: a deleted message's file is gone for everyone at once", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const { id, message } = await sentFile(ada, den.id);
  await deleteMessage(ada, { message: message.id });
  expect(await mayRead(ada, id)).toBe(false);
  expect(await mayRead(bob, id)).toBe(false);
});

test("S15: a deleted room's files are gone at once", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const { id } = await sentFile(ada, den.id);
  await deleteRoom(ada, { room: den.id });
  expect(await mayRead(ada, id)).toBe(false);
});

test("S15: a deactivated person and an ended session are refused", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const { id } = await sentFile(ada, den.id);
  await deactivate(bob);
  await expect(readFile(bob, { file: id })).rejects.toMatchObject(refused("unauthenticated"));
  await db().session.update({ where: { id: ada.sessionId }, data: { endedAt: new Date() } });
  await expect(readFile(ada, { file: id })).rejects.toMatchObject(refused("unauthenticated"));
});

test("a forwarded file is read by the readers of any message that has it", async () => {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(bob, { members: [eve] })];
  const { id, message } = await sentFile(ada, den.id);
  expect(await mayRead(eve, id)).toBe(false);
  await forwardMessage(bob, { message: message.id, roomId: attic.id });
  expect(await mayRead(eve, id)).toBe(true);
  await deleteMessage(ada, { message: message.id });
  expect(await mayRead(eve, id)).toBe(true);
  expect(await mayRead(ada, id)).toBe(false);
});

test("a guest who muted the room reads its files", async () => {
  const [ada, bob] = [await person("Ada", "administrator"), await person("Bob", "guest")];
  const den = await room(ada, { kind: "closed" });
  await db().membership.create({ data: { roomId: den.id, userId: bob.userId } });
  await setRoomSettings(bob, { room: den.id, mutedUntil: "9999-12-31T00:00:00.000Z" });
  const { id } = await sentFile(ada, den.id);
  expect(await mayRead(bob, id)).toBe(true);
});

test("an id that is none is refused with the field's name", async () => {
  const wrong = await call("GET", "/files/not-an-id", { as: await person("Ada") });
  expect(wrong).toMatchObject({ status: 422, json: { errors: [{ path: "file" }] } });
});
