import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { type Person, person, room } from "@/tests/support/world";
import { deleteMessage } from "./delete-message";
import { forwardMessage } from "./forward-message";
import { readMessage } from "./read-message";
import { sendMessage } from "./send-message";

testDatabase();

/** A file that somebody has uploaded, without bytes. */
async function upload({ userId }: Person, name = "plan.txt"): Promise<string> {
  const hash = uuid();
  await db().fileContent.create({ data: { hash, key: hash, size: 5 } });
  const row = { id: uuid(), uploaderId: userId, hash, name, type: "text/plain", size: 5 };
  return (await db().file.create({ data: row })).id;
}

const send = async (by: Person, roomId: string, attachmentIds: string[], text = "") =>
  (await sendMessage(by, { room: roomId, text, attachmentIds })).message as MessageView;

const namesOf = ({ attachments }: MessageView) => attachments.map(({ name }) => name);

test("a message carries its files in order, when sent and when read", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const files = [await upload(ada, "b.txt"), await upload(ada, "a.txt")];
  const sent = await send(ada, den.id, files);
  expect(namesOf(sent)).toEqual(["b.txt", "a.txt"]);
  expect(await readMessage(bob, { message: sent.id })).toEqual(sent);
});

test("a file is sent once, by its uploader, and shared by a forward until the last message is gone", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const file = await upload(ada);
  await expect(send(bob, den.id, [file])).rejects.toMatchObject({ code: "validation_failed" });
  const sent = await Promise.allSettled([send(ada, den.id, [file]), send(ada, den.id, [file])]);
  expect(sent.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [first] = sent.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const copy = (await forwardMessage(bob, { message: first!.id, roomId: den.id })).message as MessageView;
  expect(copy.attachments).toEqual(first!.attachments);
  await deleteMessage(ada, { message: first!.id });
  expect(await db().file.count({ where: { id: file } })).toBe(1);
  await deleteMessage(bob, { message: copy.id });
  expect(await db().file.count({ where: { id: file } })).toBe(0);
});
