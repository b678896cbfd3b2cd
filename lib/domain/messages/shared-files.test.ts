import { afterEach, expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole, sendFiles, uploadRow } from "@/tests/support/files";
import { type Person, person, refused, room } from "@/tests/support/world";
import { rewriteMessagesJob } from "../administration/apply-messages-fate";
import { deletePerson } from "../administration/delete-person";
import { deleteRoom } from "../rooms/delete-room";
import { purgeRoomJob } from "../rooms/purge-room";
import { deleteMessage } from "./edit/delete-message";
import { removeAttachment } from "./edit/remove-attachment";
import { readMessage } from "./read-message";
import { forwardMessage } from "./send/forward-message";

testDatabase();
afterEach(expectFilesWhole);

const forward = async (by: Person, { id }: Pick<MessageView, "id">, roomId: string) =>
  (await forwardMessage(by, { message: id, roomId })).message as MessageView;

const isThere = async (file: string) => (await db().file.count({ where: { id: file } })) === 1;

test("a forward, and a forward of it, share the files until the last of them is gone", async () => {
  const [ada, bob, cyd] = [await person("Ada"), await person("Bob"), await person("Cyd")];
  const den = await room(ada, { members: [bob] });
  const [attic, hall] = [await room(bob, { members: [cyd] }), await room(cyd)];
  const file = await uploadRow(ada);
  const sent = await sendFiles(ada, den.id, [file, await uploadRow(ada)], "look");
  const copy = await forward(bob, sent, attic.id);
  const second = await forward(cyd, copy, hall.id);
  expect(copy).toMatchObject({ text: "look", attachments: sent.attachments });
  expect(second.attachments).toEqual(sent.attachments);
  expect(second.forwardedFrom?.messageId).toBe(sent.id);
  await deleteMessage(bob, { message: copy.id });
  for (const [who, one] of [
    [ada, sent],
    [cyd, second],
  ] as const)
    expect((await readMessage(who, { message: one.id })).attachments).toEqual(sent.attachments);
  await deleteMessage(ada, { message: sent.id });
  expect(await isThere(file)).toBe(true);
  await deleteMessage(cyd, { message: second.id });
  expect(await isThere(file)).toBe(false);
});

test("forwards of one message to many rooms at once all have its files", async () => {
  const ada = await person("Ada");
  const rooms = await Promise.all(Array.from({ length: 6 }, () => room(ada)));
  const sent = await sendFiles(ada, rooms[0]!.id, [await uploadRow(ada)]);
  const copies = await Promise.all(rooms.map(({ id }) => forward(ada, sent, id)));
  for (const copy of copies) expect(copy.attachments).toEqual(sent.attachments);
});

test("a forward that races a deletion has the files or is refused", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(bob)];
  const seen = new Set<string>();
  for (let i = 0; i < 25; i++) {
    const file = await uploadRow(ada);
    const sent = await sendFiles(ada, den.id, [file], "look");
    const erase =
      i % 2
        ? () => deleteMessage(ada, { message: sent.id })
        : () => removeAttachment(ada, { message: sent.id, file });
    const [copy] = await Promise.allSettled([forward(bob, sent, attic.id), erase()]);
    seen.add(copy.status);
    if (copy.status === "rejected") expect(copy.reason.refusal.code).toMatch(/^(gone|not_found)$/);
    else if (i % 2) expect(copy.value.attachments).toHaveLength(1);
    expect(await isThere(file)).toBe(copy.status === "fulfilled" && copy.value.attachments.length === 1);
  }
});

test("a deleted message cannot be forwarded, nor one whose files are gone be read by strangers", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const [den, attic] = [await room(ada), await room(eve)];
  const sent = await sendFiles(ada, den.id, [await uploadRow(ada)]);
  await expect(forward(eve, sent, attic.id)).rejects.toMatchObject(refused("not_found"));
  await deleteMessage(ada, { message: sent.id });
  await expect(forward(ada, sent, den.id)).rejects.toMatchObject(refused("gone"));
});

test("erasing a deleted person's messages takes their files, and leaves those that others forwarded", async () => {
  const [root, ada, bob] = [await person("Root", "administrator"), await person("Ada"), await person("Bob")];
  const den = await room(root, { members: [ada, bob] });
  const [kept, lost] = [await uploadRow(ada), await uploadRow(ada)];
  const copy = await forward(bob, await sendFiles(ada, den.id, [kept]), den.id);
  const erased = await sendFiles(ada, den.id, [lost]);
  await deletePerson(root, { user: ada.userId, messages: "erase" });
  await runDueJobs([rewriteMessagesJob]);
  expect(await readMessage(bob, { message: erased.id })).toMatchObject({ attachments: [] });
  expect(await isThere(lost)).toBe(false);
  expect((await readMessage(bob, { message: copy.id })).attachments).toMatchObject([
    { id: kept, uploader: { displayName: expect.stringMatching(/deleted/i) } },
  ]);
});

test("purging a room takes its files, and leaves those that were forwarded elsewhere", async () => {
  const ada = await person("Ada");
  const [den, attic] = [await room(ada), await room(ada)];
  const [kept, lost] = [await uploadRow(ada), await uploadRow(ada)];
  const copy = await forward(ada, await sendFiles(ada, den.id, [kept]), attic.id);
  const sent = await sendFiles(ada, den.id, [lost]);
  await deleteRoom(ada, { room: den.id });
  await expect(readMessage(ada, { message: sent.id })).rejects.toMatchObject(refused("not_found"));
  await runDueJobs([purgeRoomJob]);
  expect([await isThere(kept), await isThere(lost)]).toEqual([true, false]);
  expect((await readMessage(ada, { message: copy.id })).attachments).toHaveLength(1);
});
