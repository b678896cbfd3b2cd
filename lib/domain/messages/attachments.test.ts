import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { draftOf, together } from "@/tests/support/commits";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole, sendFiles, uploadRow } from "@/tests/support/files";
import { expectWhole } from "@/tests/support/membership";
import { type Person, person, refused, room, session } from "@/tests/support/world";
import { deleteFile } from "../files/delete-file";
import { removeMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { deleteMessage } from "./edit/delete-message";
import { editMessage } from "./edit/edit-message";
import { readMessage } from "./read-message";
import { sendMessage } from "./send/send-message";

testDatabase();
afterEach(expectFilesWhole);

const uploads = (by: Person, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => uploadRow(by, { name: `${i}.txt` })));

const idsOf = ({ attachments }: MessageView) => attachments.map(({ id }) => id);
const namesOf = ({ attachments }: MessageView) => attachments.map(({ name }) => name);

const refusedFiles = { refusal: { code: "validation_failed", errors: [{ path: "attachmentIds" }] } };

const textsIn = async (roomId: string) =>
  (await db().message.findMany({ where: { roomId, kind: "user" }, orderBy: { seq: "asc" } })).map(
    ({ text }) => text,
  );

test("a message carries up to ten files in their order, when sent and when read", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  for (const count of [1, 2, LIMITS.attachments]) {
    const files = (await uploads(ada, count)).reverse();
    const sent = await sendFiles(ada, den.id, files);
    expect(idsOf(sent)).toEqual(files);
    expect(await readMessage(bob, { message: sent.id })).toEqual(sent);
  }
});

describe("attachmentIds are refused by their name, and nothing is written,", () => {
  const bad: [why: string, make: (ada: Person, den: string) => Promise<string[]>][] = [
    ["when there are eleven", (ada) => uploads(ada, LIMITS.attachments + 1)],
    ["when one is named twice", async (ada) => Array(2).fill(await uploadRow(ada))],
    [
      "when one is named in both cases",
      async (ada) => [await uploadRow(ada)].flatMap((id) => [id, id.toUpperCase()]),
    ],
    [
      "when one is somebody else's",
      async (ada) => [await uploadRow(ada), await uploadRow(await person("Bob"))],
    ],
    [
      "when one was sent",
      async (ada, den) => (await sendFiles(ada, den, [await uploadRow(ada)])).attachments.map(({ id }) => id),
    ],
    [
      "when one went with its message",
      async (ada, den) => {
        const sent = await sendFiles(ada, den, [await uploadRow(ada)]);
        await deleteMessage(ada, { message: sent.id });
        return sent.attachments.map(({ id }) => id);
      },
    ],
    [
      "when one was deleted",
      async (ada) => {
        const file = await uploadRow(ada);
        await deleteFile(ada, { file });
        return [file];
      },
    ],
    ["when one is unknown", async (ada) => [await uploadRow(ada), uuid()]],
    ["when one is no id", async () => ["plan.txt"]],
    ["when they are no list", async () => "plan.txt" as never],
  ];

  test.each(bad)("%s", async (_why, make) => {
    const ada = await person("Ada");
    const den = await room(ada);
    const attachmentIds = await make(ada, den.id);
    const before = await db().room.findUniqueOrThrow({ where: { id: den.id } });
    const sending = sendFiles(ada, den.id, attachmentIds, "text");
    await expect(sending).rejects.toMatchObject({
      refusal: { code: "validation_failed", errors: [{ path: expect.stringMatching(/^attachmentIds/) }] },
    });
    expect(await db().room.findUniqueOrThrow({ where: { id: den.id } })).toEqual(before);
  });
});

test("a send that its room or session refuses leaves its files for another one", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic, hall] = [
    await room(ada, { members: [bob] }),
    await room(ada, { members: [bob] }),
    await room(bob),
  ];
  const files = await uploads(bob, 2);
  await removeMember(ada, { room: den.id, user: bob.userId });
  await expect(sendFiles(bob, den.id, files)).rejects.toMatchObject(refused("not_found"));
  await updateRoom(ada, { room: attic.id, archived: true });
  await expect(sendFiles(bob, attic.id, files)).rejects.toMatchObject(refused("forbidden", "archived"));
  const later = { ...bob, ...(await session(bob.userId)) };
  await db().session.update({ where: { id: bob.sessionId }, data: { endedAt: new Date() } });
  await expect(sendFiles(bob, hall.id, files)).rejects.toMatchObject(refused("unauthenticated"));
  expect(idsOf(await sendFiles(later, hall.id, files))).toEqual(files);
});

test("files make up for an empty text, and white space counts as none", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  for (const text of ["", " \n\u200b"]) {
    expect((await sendFiles(ada, den.id, [await uploadRow(ada)], text)).text).toBe("");
    const bare = sendMessage(ada, { room: den.id, text, attachmentIds: [] });
    await expect(bare).rejects.toMatchObject({ refusal: { errors: [{ path: "text", reason: "required" }] } });
  }
  const files = { attachmentIds: [await uploadRow(ada)] };
  expect(await sendMessage(ada, { room: den.id, ...files })).toMatchObject({ message: { text: "" } });
});

test("a retry by clientId or Idempotency-Key gets the first message with its files", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  for (const [actor, clientId] of [
    [ada, "k"],
    [{ ...ada, idempotencyKey: "key" }, undefined],
  ] as const) {
    const attachmentIds = [await uploadRow(ada)];
    const input = { room: den.id, text: "", attachmentIds, ...(clientId && { clientId }) };
    const answers = await Promise.all([sendMessage(actor, input), sendMessage(actor, input)]);
    answers.push(await sendMessage(actor, input));
    const [first] = answers.map(({ message }) => message);
    expect(first).toMatchObject({ attachments: [{ id: attachmentIds[0] }] });
    expect(answers.map(({ message }) => message)).toEqual([first, first, first]);
  }
  await expectWhole(den);
});

describe("the same file in two sends at once", () => {
  test("of one batch goes with the first, and leaves no hole", async () => {
    const ada = await person("Ada");
    const den = await room(ada);
    const file = await uploadRow(ada);
    const ends = await together([
      draftOf(ada, den.id, { text: "a", attachmentIds: [file] }),
      draftOf(ada, den.id, { text: "b", attachmentIds: [file] }),
      draftOf(ada, den.id, { text: "c" }),
    ]);
    expect(ends.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(ends[1]).toMatchObject({ error: refusedFiles });
    expect(await textsIn(den.id)).toEqual(["a", "c"]);
    await expectWhole(den);
  });

  test("of one batch goes with the second if the first is refused, in its turn", async () => {
    const [ada, bob] = [await person("Ada"), await person("Bob")];
    const [den, closed] = [await room(ada), await room(bob)];
    const file = await uploadRow(ada);
    const ends = await together([
      draftOf(ada, closed.id, { attachmentIds: [file] }),
      draftOf(ada, den.id, { text: "b", attachmentIds: [file] }),
      draftOf(ada, den.id, { text: "c" }),
    ]);
    expect(ends.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(await textsIn(den.id)).toEqual(["b", "c"]);
    await expectWhole(den);
  });

  test("of two rooms and batches goes with one", async () => {
    const ada = await person("Ada");
    const rooms = [await room(ada), await room(ada)];
    const file = await uploadRow(ada);
    // A request with an Idempotency-Key is written in a transaction of its own.
    const sends = rooms.flatMap(({ id }, i) => [
      sendFiles({ ...ada, idempotencyKey: `key ${i}` }, id, [file]),
      sendFiles(ada, id, [file]),
    ]);
    const ends = await Promise.allSettled(sends);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const { id } of rooms) await expectWhole({ id });
  });
});

test("an upload that is sent and deleted at once is in a message or gone, never both", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  for (let i = 0; i < 20; i++) {
    const file = await uploadRow(ada);
    const [sent, deleted] = await Promise.allSettled([
      sendFiles(ada, den.id, [file]),
      deleteFile(ada, { file }),
    ]);
    expect([sent.status, deleted.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().file.count({ where: { id: file } })).toBe(sent.status === "fulfilled" ? 1 : 0);
  }
});

test("an edit leaves files alone, and may empty the text beside them only", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const files = await uploads(ada, 2);
  const sent = await sendFiles(ada, den.id, files, "look");
  const edited = await editMessage(ada, { message: sent.id, text: "look here" });
  expect(edited).toMatchObject({ text: "look here", attachments: sent.attachments });
  expect(await editMessage(ada, { message: sent.id, text: " " })).toMatchObject({ text: "" });
  expect(namesOf(await readMessage(ada, { message: sent.id }))).toEqual(["0.txt", "1.txt"]);
  const { message } = await sendMessage(ada, { room: den.id, text: "bare" });
  for (const text of ["", " "])
    await expect(editMessage(ada, { message: message.id, text })).rejects.toMatchObject(
      refused("validation_failed"),
    );
});
