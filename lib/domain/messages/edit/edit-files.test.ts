import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { MessageView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { expectFilesWhole, sendFiles, uploadRow } from "@/tests/support/files";
import { find, indexed } from "@/tests/support/searching";
import { type Person, person, refused, room } from "@/tests/support/world";
import { readMessage } from "../read-message";
import { editMessage } from "./edit-message";
import { listRevisions } from "./message-history";

testDatabase();
afterEach(expectFilesWhole);

const idsOf = ({ attachments }: MessageView) => attachments.map(({ id }) => id);

async function world() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const first = await uploadRow(ada);
  return { ada, bob, den, first, sent: await sendFiles(ada, den.id, [first], "look") };
}

test("an edit adds files after those of the message, with one rev", async () => {
  const { ada, bob, sent, first } = await world();
  const more = [await uploadRow(ada, { name: "harbour.txt" }), await uploadRow(ada, { type: "image/png" })];
  const edited = await editMessage(ada, { message: sent.id, text: "look here", addAttachmentIds: more });
  expect(idsOf(edited)).toEqual([first, ...more]);
  expect(edited).toMatchObject({ text: "look here", rev: sent.rev + 1, editedAt: expect.any(String) });
  expect(await readMessage(bob, { message: sent.id })).toEqual(edited);
  await indexed();
  expect(await find(bob, "harbour")).toEqual(["look here"]);
  const kinds = await db().attachment.findMany({ orderBy: { place: "asc" }, select: { kind: true } });
  expect(kinds.map(({ kind }) => kind).at(-1)).toBe("image");
});

test("files are added without a change of the text, which leaves no earlier text", async () => {
  const { ada, sent } = await world();
  const file = await uploadRow(ada);
  const edited = await editMessage(ada, { message: sent.id, text: "look", addAttachmentIds: [file] });
  expect(edited).toMatchObject({ rev: sent.rev + 1, editedAt: expect.any(String) });
  expect((await listRevisions(ada, { message: sent.id })).items).toEqual([]);
  const again = await editMessage(ada, { message: sent.id, text: "look", addAttachmentIds: [file] });
  expect(again).toEqual(edited);
});

test.each<[why: string, make: (ada: Person, bob: Person) => Promise<string[]>]>([
  ["another person's", async (_, bob) => [await uploadRow(bob)]],
  ["too many in all", (ada) => Promise.all(Array.from({ length: LIMITS.attachments }, () => uploadRow(ada)))],
])("files are refused by their field, and nothing changes: %s", async (_, make) => {
  const { ada, bob, sent, first } = await world();
  const edit = editMessage(ada, { message: sent.id, text: "other", addAttachmentIds: await make(ada, bob) });
  await expect(edit).rejects.toMatchObject({ refusal: { errors: [{ path: "addAttachmentIds" }] } });
  const now = await readMessage(bob, { message: sent.id });
  expect([now.text, idsOf(now)]).toEqual(["look", [first]]);
});

test("a file of another message, and another person's message, get nothing", async () => {
  const { ada, bob, den, sent, first } = await world();
  const other = await sendFiles(ada, den.id, [await uploadRow(ada)]);
  const stolen = editMessage(ada, { message: other.id, text: "", addAttachmentIds: [first] });
  await expect(stolen).rejects.toMatchObject({ refusal: { errors: [{ path: "addAttachmentIds" }] } });
  const file = await uploadRow(bob);
  const foreign = editMessage(bob, { message: sent.id, text: "mine", addAttachmentIds: [file] });
  await expect(foreign).rejects.toMatchObject(refused("forbidden", "not_yours"));
});
