import { expect, test, vi } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadFile, uploadRow } from "@/tests/support/files";
import { find, indexed, indexOld } from "@/tests/support/searching";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteFreedContents } from "../files/sweep/sweep-rows";
import { deleteMessage } from "../messages/edit/delete-message";
import { editMessage } from "../messages/edit/edit-message";
import { removeAttachment } from "../messages/edit/remove-attachment";
import { forwardMessage } from "../messages/send/forward-message";
import { sendMessage } from "../messages/send/send-message";
import { deleteRoom } from "../rooms/delete-room";
import { addMembers, removeMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { indexFileTextJob } from "./index/index-file-text";
import { readStoredText } from "./index/readable-text";
import { searchFiles } from "./search-files";
import type { SearchInput } from "./search-input";

testDatabase();

async function world() {
  const [ada, bob] = [await person("Ada", "administrator"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  return { ada, bob, den };
}

/** Makes everything findable that was sent, with the text inside files. */
async function allIndexed(): Promise<void> {
  await indexed();
  await runDueJobs([indexFileTextJob]);
}

/** Sends files of these contents by name, in one message. */
async function share(by: Person, roomId: string, files: Record<string, string | Uint8Array>, text = "") {
  const ids: string[] = [];
  for (const [name, bytes] of Object.entries(files)) ids.push((await uploadFile(by, bytes, name)).id);
  const message = await sendFiles(by, roomId, ids, text);
  await allIndexed();
  return message;
}

const names = async (by: Person, q: string, input: Partial<SearchInput> = {}): Promise<string[]> =>
  (await searchFiles(by, { q, ...input })).items.map(({ file }) => file.name);

const marked = (text: string, highlights: [number, number][]) => {
  const points = [...text];
  for (const [start, end] of [...highlights].reverse())
    points.splice(start, end - start, `[${points.slice(start, end).join("")}]`);
  return points.join("");
};

/** The first file that a search finds: its name and the excerpt, with what was found in [brackets]. */
async function firstMarked(by: Person, q: string) {
  const [item] = (await searchFiles(by, { q })).items;
  return {
    name: item && marked(item.file.name, item.highlights),
    excerpt: item?.excerpt ? marked(item.excerpt.text, item.excerpt.highlights) : null,
  };
}

/** A PDF with a line of words on each page. */
function pdf(...pages: string[]): string {
  const kids = pages.map((_, i) => `${10 + 2 * i} 0 R`).join(" ");
  const objects = pages.map((words, i) => {
    const stream = `BT /F1 12 Tf 10 40 Td (${words}) Tj ET`;
    return `${10 + 2 * i} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 90]/Contents ${11 + 2 * i} 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
${11 + 2 * i} 0 obj<</Length ${stream.length}>>stream
${stream}
endstream endobj`;
  });
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
${objects.join("\n")}
trailer<</Root 1 0 R>>`;
}

test("files are found by name, description and the text inside", async () => {
  const { ada, bob, den } = await world();
  const { id } = await uploadFile(ada, "nothing", "Quarterly-Report.txt", {
    description: "the numbers of spring",
  });
  await sendFiles(ada, den.id, [id]);
  await share(ada, den.id, {
    "notes.txt": `${"so far ".repeat(300)}the kingfisher dived ${"and on ".repeat(300)}`,
  });
  expect(await firstMarked(bob, "reports")).toEqual({ name: "Quarterly-[Report].txt", excerpt: null });
  expect(await firstMarked(bob, "number")).toEqual({
    name: "Quarterly-Report.txt",
    excerpt: "the [number]s of spring",
  });
  const inside = await firstMarked(bob, '"kingfisher dived"');
  expect(inside).toMatchObject({
    name: "notes.txt",
    excerpt: expect.stringContaining("the [kingfisher dived] and"),
  });
  expect(inside.excerpt?.length).toBeLessThan(LIMITS.fileExcerptLength + 10);
  expect(await names(bob, "kingfisher notes")).toEqual(["notes.txt"]);
  expect(await names(bob, "kingfisher report")).toEqual([]);
});

test("a half-typed word is found inside a text, by its beginning alone", async () => {
  const { ada, den } = await world();
  await share(ada, den.id, {
    "birds.txt": "Allocation, location and relocation. At last a spoonbill, и зимородок.",
  });
  for (const [q, excerpt] of [
    ["spo", "[spo]onbill"],
    ["spoonb", "[spoonb]ill"],
    ["spoonbil", "[spoonbil]l"],
    ["зимор", "[зимор]одок"],
  ])
    expect((await firstMarked(ada, q!)).excerpt, q).toContain(excerpt);
  for (const q of ["oonb", "spoonbread", "imorod"]) expect(await names(ada, q), q).toEqual([]);
});

test("a phrase is found inside a long text where it stands alone, also across its pieces", async () => {
  const { ada, den } = await world();
  const line = "green leaves build a canopy\n";
  await share(ada, den.id, { "apart.txt": line.repeat(900) });
  const together = Array.from({ length: 900 }, (_, n) => `${line}${n}`).join("\n");
  for (const at of [1_990, 1_996, 2_010, 20_000])
    await share(ada, den.id, {
      [`at${at}.txt`]: `${together.slice(0, at)} a Green-Bußild ${together.slice(at)}`,
    });
  const { items } = await searchFiles(ada, { q: '"green bussild"' });
  expect(
    items.map(({ file, excerpt }) => [file.name, excerpt && marked(excerpt.text, excerpt.highlights)]),
  ).toEqual(
    [20_000, 2_010, 1_996, 1_990].map((at) => [`at${at}.txt`, expect.stringContaining("a [Green-Bußild] ")]),
  );
});

test("the text of a PDF is found on every page", async () => {
  const { ada, den } = await world();
  await share(ada, den.id, { "plan.pdf": pdf("first page", "the second tells of a walrus") });
  expect(await firstMarked(ada, "walruses")).toEqual({
    name: "plan.pdf",
    excerpt: "first page the second tells of a [walrus]",
  });
});

test("a text in windows-1251 is found by Russian words", async () => {
  const { ada, den } = await world();
  const cyrillic = [..."Договор аренды подписан сторонами в Москве"].map((letter) => {
    const code = letter.charCodeAt(0);
    return code < 128 ? code : code - 0x410 + 0xc0;
  });
  await share(ada, den.id, { "contract.txt": Uint8Array.from(cyrillic) });
  expect(await firstMarked(ada, "договоры")).toEqual({
    name: "contract.txt",
    excerpt: "[Договор] аренды подписан сторонами в Москве",
  });
});

test("S14: files of rooms that one is not in are not found or counted", async () => {
  const { ada, bob, den } = await world();
  const closed = await room(ada, { kind: "closed" });
  await share(ada, closed.id, { "secretname.txt": "with a hidden secretword" });
  for (const q of [
    "secretname",
    "secretword",
    "ecretnam",
    "from:ada",
    "has:file",
    `in:${closed.name} secretword`,
  ])
    expect([q, await searchFiles(bob, { q })]).toEqual([
      q,
      { items: [], nextCursor: null, total: 0, isPartial: false },
    ]);
  expect(await names(ada, "secretword")).toEqual(["secretname.txt"]);
  expect(den.id).not.toBe(closed.id);
});

test("S14: the same content in a readable room shows that file alone", async () => {
  const { ada, bob, den } = await world();
  const closed = await room(ada, { kind: "closed" });
  await share(ada, closed.id, { "closed.txt": "the shared words" });
  await share(ada, den.id, { "open.txt": "the shared words" });
  expect(await names(bob, "shared")).toEqual(["open.txt"]);
  expect(await names(ada, "shared")).toEqual(["open.txt", "closed.txt"]);
});

test("S13: files of a room that one left are not found any more", async () => {
  const { ada, bob, den } = await world();
  await share(ada, den.id, { "leaving.txt": "a farewell" });
  expect(await names(bob, "farewell")).toEqual(["leaving.txt"]);
  await removeMember(ada, { room: den.id, user: bob.userId });
  expect(await names(bob, "farewell")).toEqual([]);
  await expect(searchFiles(bob, { q: "farewell", room: den.id })).rejects.toMatchObject(refused("not_found"));
});

test("files from before one's history are not found", async () => {
  const { ada } = await world();
  const cyd = await person("Cyd");
  const hidden = await room(ada, { kind: "closed" });
  await updateRoom(ada, { room: hidden.id, history: "hidden" });
  await share(ada, hidden.id, { "before.txt": "the same words" });
  await addMembers(ada, { room: hidden.id, userIds: [cyd.userId] });
  await share(ada, hidden.id, { "after.txt": "the same words" });
  expect(await names(cyd, "words")).toEqual(["after.txt"]);
});

test("files of a deleted message, room or removed attachment are gone at once", async () => {
  const { ada, den } = await world();
  const attic = await room(ada);
  const deleted = await share(ada, den.id, { "one.txt": "an otter" });
  const kept = await share(ada, den.id, { "two.txt": "an otter", "three.txt": "an otter" });
  await share(ada, attic.id, { "four.txt": "an otter" });
  expect((await searchFiles(ada, { q: "otter" })).total).toBe(4);
  await deleteMessage(ada, { message: deleted.id });
  await deleteRoom(ada, { room: attic.id });
  await removeAttachment(ada, { message: kept.id, file: kept.attachments[1]!.id });
  expect(await db().fileSearchEntry.count({ where: { roomId: den.id } })).toBe(0);
  expect(await names(ada, "three")).toEqual([]);
  await allIndexed();
  expect(await names(ada, "otter")).toEqual(["two.txt"]);
});

test("the text of a content is deleted with it", async () => {
  const { ada, den } = await world();
  const { id } = await share(ada, den.id, { "one.txt": "a lone razorbill" });
  const count = () => db().fileText.count({ where: { text: "a lone razorbill" } });
  expect(await count()).toBe(1);
  await deleteMessage(ada, { message: id });
  while (!(await deleteFreedContents()).isLast);
  expect(await count()).toBe(0);
});

test("an edited or forwarded message's files are found by the text inside", async () => {
  const { ada, den } = await world();
  const { id } = await share(ada, den.id, { "one.txt": "a heron" }, "look");
  await editMessage(ada, { message: id, text: "look again" });
  await forwardMessage(ada, { message: id, roomId: (await room(ada)).id });
  await indexed();
  expect(await names(ada, "heron")).toEqual(["one.txt", "one.txt"]);
  expect(await names(ada, "heron is:edited")).toEqual(["one.txt"]);
});

test("filters are those of messages, and has:image is about the file", async () => {
  const { ada, bob, den } = await world();
  const attic = await room(ada, { members: [bob] });
  const [photo, plan] = [
    await uploadRow(ada, { name: "photo one.png", type: "image/png" }),
    await uploadRow(ada, { name: "plan one.pdf", type: "application/octet-stream" }),
  ];
  await sendFiles(ada, den.id, [photo, plan], "see https://example.org");
  await share(bob, attic.id, { "list one.txt": "the word photo is in it" }, `@${ada.username}`);
  expect(await names(ada, "one")).toEqual(["list one.txt", "plan one.pdf", "photo one.png"]);
  expect(await names(ada, "one has:image")).toEqual(["photo one.png"]);
  expect(await names(ada, "one -has:image has:link")).toEqual(["plan one.pdf"]);
  expect(await names(ada, "photo")).toEqual(["list one.txt", "photo one.png"]);
  expect(await searchFiles(ada, { q: "filename:phot" })).toMatchObject({
    total: 1,
    items: [{ file: { id: photo } }],
  });
  expect(await names(ada, "one -filename:plan")).toEqual(["list one.txt", "photo one.png"]);
  expect(await names(ada, 'one -filename:"photo one" -filename:png')).toEqual([
    "list one.txt",
    "plan one.pdf",
  ]);
  expect(await names(ada, 'filename:"plan one" one')).toEqual(["plan one.pdf"]);
  expect(await names(ada, "one -photo")).toEqual(["plan one.pdf"]);
  expect(await names(ada, `from:${bob.username}`)).toEqual(["list one.txt"]);
  expect(await names(ada, "", { room: den.id })).toEqual(["plan one.pdf", "photo one.png"]);
  expect(await names(ada, "mentions:me one")).toEqual(["list one.txt"]);
  expect(await names(ada, "one on:today")).toHaveLength(3);
  expect(await names(ada, "one before:yesterday")).toEqual([]);
  expect(await names(ada, "is:unread")).toEqual(["list one.txt"]);
});

test("pages have no gaps or repetitions, also within a message", async () => {
  const { ada, den } = await world();
  for (let round = 0; round < 3; round++)
    await share(
      ada,
      den.id,
      Object.fromEntries([0, 1, 2].map((i) => [`item ${round}${i}.txt`, `${round}${i}`])),
    );
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await searchFiles(ada, { q: "item", limit: 2, cursor });
    expect(page.total).toBe(9);
    found.push(...page.items.map(({ file }) => file.name));
    await share(ada, den.id, { "item new.txt": "new" });
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(found).toEqual(["22", "21", "20", "12", "11", "10", "02", "01", "00"].map((i) => `item ${i}.txt`));
});

test("broken PDFs and files that are no text are found by name alone", async () => {
  const { ada, den } = await world();
  await share(ada, den.id, {
    "broken.pdf": "%PDF-1.7 nothing of a walrus",
    "zip.bin": Buffer.from([0, 1, 2, 255]),
  });
  expect(await names(ada, "broken")).toEqual(["broken.pdf"]);
  expect(await names(ada, "walrus")).toEqual([]);
  expect(await db().job.count({ where: { kind: indexFileTextJob.kind } })).toBe(0);
});

test("of a huge text only the beginning is read and kept", async () => {
  const { ada, den } = await world();
  const huge = `early\u001b[31m and red\n${"a line of words\n".repeat(80_000)}late`;
  await share(ada, den.id, { "huge.log": huge });
  expect(await names(ada, "early")).toEqual(["huge.log"]);
  expect(await names(ada, "late")).toEqual([]);
  const [text] = await db().fileText.findMany({ where: { text: { startsWith: "early and red\na line" } } });
  expect(text?.text.length).toBe(LIMITS.fileTextLength);
});

test("of a long PDF the first pages are read, and a large one not at all", async () => {
  const { ada, den } = await world();
  const page = (number: number) => `page with word${number}`;
  const pages = Array.from({ length: LIMITS.fileTextPages + 1 }, (_, index) => page(index + 1));
  await share(ada, den.id, { "long.pdf": pdf(...pages) });
  expect(await names(ada, `word${LIMITS.fileTextPages}`)).toEqual(["long.pdf"]);
  expect(await names(ada, `word${LIMITS.fileTextPages + 1}`)).toEqual([]);
  const open = vi.spyOn(fileStorage(), "withLocalFile");
  const large = { key: "large-one", size: LIMITS.fileTextPdfBytes + 1, type: "application/pdf" };
  expect(await readStoredText(large)).toBe("");
  expect(open).not.toHaveBeenCalled();
  open.mockRestore();
});

test("a text is read once for all files of the same bytes, and again after a failure", async () => {
  const { ada, den } = await world();
  const { id } = await uploadFile(ada, "a cormorant", "one.txt");
  await sendFiles(ada, den.id, [id]);
  await indexed();
  const read = vi.spyOn(fileStorage(), "read").mockRejectedValueOnce(new Error("The storage is away."));
  await runDueJobs([indexFileTextJob]);
  expect(await names(ada, "cormorant")).toEqual([]);
  await db().job.updateMany({ where: { kind: indexFileTextJob.kind }, data: { runAt: new Date() } });
  await runDueJobs([indexFileTextJob]);
  expect(await names(ada, "cormorant")).toEqual(["one.txt"]);
  await share(ada, den.id, { "two.txt": "a cormorant" });
  expect(await names(ada, "cormorant")).toEqual(["two.txt", "one.txt"]);
  expect(read).toHaveBeenCalledTimes(2);
  read.mockRestore();
});

test("a file sent while its content is read is found too", async () => {
  const { ada, den } = await world();
  const first = await uploadFile(ada, "a guillemot", "one.txt");
  const second = await uploadFile(ada, "a guillemot", "two.txt");
  await sendFiles(ada, den.id, [first.id]);
  await indexed();
  const read = vi.spyOn(fileStorage(), "read");
  read.mockImplementationOnce(async (key, range) => {
    await sendFiles(ada, den.id, [second.id]);
    await indexed();
    read.mockRestore();
    return fileStorage().read(key, range);
  });
  await runDueJobs([indexFileTextJob]);
  expect(await names(ada, "guillemot")).toEqual(["two.txt", "one.txt"]);
});

test("a found file says in which thread alone its message is", async () => {
  const { ada, bob, den } = await world();
  const { message: root } = await sendMessage(ada, { room: den.id, text: "Numbers?" });
  const send = async (name: string, more: object) => {
    const { id } = await uploadFile(bob, "a,b", name);
    await sendMessage(bob, { room: den.id, text: "", attachmentIds: [id], ...more });
  };
  await send("numbers-thread.csv", { threadId: root.id });
  await send("numbers-both.csv", { threadId: root.id, alsoInRoom: true });
  await send("numbers-room.csv", {});
  await allIndexed();
  const { items } = await searchFiles(ada, { q: "numbers" });
  expect(Object.fromEntries(items.map(({ file }) => [file.name, file.threadId]))).toEqual({
    "numbers-thread.csv": root.id,
    "numbers-both.csv": null,
    "numbers-room.csv": null,
  });
});

test("files from before the index are found after an upgrade", async () => {
  const { ada, den } = await world();
  const { id } = await uploadFile(ada, "a puffin", "old.txt");
  await sendFiles(ada, den.id, [id]);
  await db().commitWork.deleteMany();
  await indexOld(den.id, 1_000);
  await runDueJobs([indexFileTextJob]);
  expect(await names(ada, "puffin")).toEqual(["old.txt"]);
  expect(await find(ada, "puffin")).toEqual([]);
});

test.each(["", "  ", "-only", "!!!"])("nothing to look for is refused: %j", async (q) => {
  await expect(searchFiles(await person("Ada"), { q })).rejects.toMatchObject(refused("validation_failed"));
});

test.each(["%", "a & b | c", '"half', "\\", "x".repeat(500), "🎉"])(
  "any text is an answer: %j",
  async (q) => {
    const answer = await searchFiles(await person("Ada"), { q }).catch((error) => error.code);
    expect(answer === "validation_failed" || answer.total === 0).toBe(true);
  },
);
