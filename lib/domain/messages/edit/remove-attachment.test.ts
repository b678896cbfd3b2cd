import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { person, refused, room } from "@/tests/support/world";
import { updateRoom } from "../../rooms/update/update-room";
import { listMessages } from "../list-messages";
import { readMessage } from "../read-message";
import { forwardMessage } from "../send/forward-message";
import { removeAttachment } from "./remove-attachment";

testDatabase();

const idsOf = ({ attachments }: MessageView) => attachments.map(({ id }) => id);

test("its author removes a file with the room's next rev, and the others stay", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const files = [await uploadRow(ada), await uploadRow(ada), await uploadRow(ada)];
  const sent = await sendFiles(ada, den.id, files);
  await removeAttachment(ada, { message: sent.id, file: files[1]! });
  const now = await readMessage(bob, { message: sent.id });
  expect(idsOf(now)).toEqual([files[0], files[2]]);
  expect(now).toMatchObject({ seq: sent.seq, rev: sent.rev + 1, editedAt: null, deletedAt: null });
  expect(await db().file.count({ where: { id: files[1]! } })).toBe(0);
  const again = removeAttachment(ada, { message: sent.id, file: files[1]! });
  await expect(again).rejects.toMatchObject(refused("not_found"));
});

test("a moderator removes it too, and nobody else", async () => {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob, eve] });
  const file = await uploadRow(bob);
  const sent = await sendFiles(bob, den.id, [file, await uploadRow(bob)], "text");
  const target = { message: sent.id, file };
  await expect(removeAttachment(eve, target)).rejects.toMatchObject(refused("forbidden"));
  await expect(removeAttachment(await person("Mal"), target)).rejects.toMatchObject(refused("not_found"));
  await updateRoom(ada, { room: den.id, archived: true });
  await expect(removeAttachment(bob, target)).rejects.toMatchObject(refused("forbidden", "archived"));
  await updateRoom(ada, { room: den.id, archived: false });
  await removeAttachment(ada, target);
  expect((await readMessage(bob, { message: sent.id })).attachments).toHaveLength(1);
});

test("the last file leaves a text behind, and takes a message without text with it", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const [one, two] = [await uploadRow(ada), await uploadRow(ada)];
  const withText = await sendFiles(ada, den.id, [one], "look");
  const bare = await sendFiles(ada, den.id, [two]);
  await removeAttachment(ada, { message: withText.id, file: one });
  await removeAttachment(ada, { message: bare.id, file: two });
  const { items } = await listMessages(ada, { room: den.id });
  expect(items.at(-2)).toMatchObject({ text: "look", attachments: [], deletedAt: null });
  expect(items.at(-1)).toMatchObject({ attachments: [], deletedAt: expect.any(String) });
  expect(await db().file.count({ where: { id: { in: [one, two] } } })).toBe(0);
});

test("a forward keeps a file that its first message lost", async () => {
  const ada = await person("Ada");
  const [den, attic] = [await room(ada), await room(ada)];
  const file = await uploadRow(ada);
  const sent = await sendFiles(ada, den.id, [file], "look");
  const copy = (await forwardMessage(ada, { message: sent.id, roomId: attic.id })).message as MessageView;
  await removeAttachment(ada, { message: sent.id, file });
  expect(idsOf(await readMessage(ada, { message: copy.id }))).toEqual([file]);
  await removeAttachment(ada, { message: copy.id, file });
  expect(await db().file.count({ where: { id: file } })).toBe(0);
});

test("two people who remove the last two files at once leave none", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const [one, two] = [await uploadRow(bob), await uploadRow(bob)];
  const sent = await sendFiles(bob, den.id, [one, two]);
  await Promise.all([
    removeAttachment(ada, { message: sent.id, file: one }),
    removeAttachment(bob, { message: sent.id, file: two }),
  ]);
  expect(await readMessage(ada, { message: sent.id })).toMatchObject({ deletedAt: expect.any(String) });
  expect(await db().file.count({ where: { id: { in: [one, two] } } })).toBe(0);
});

test("a file of another message is not found", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const [one, two] = [await uploadRow(ada), await uploadRow(ada)];
  const [first] = [await sendFiles(ada, den.id, [one]), await sendFiles(ada, den.id, [two])];
  for (const file of [two, uuid()])
    await expect(removeAttachment(ada, { message: first.id, file })).rejects.toMatchObject(
      refused("not_found"),
    );
});
