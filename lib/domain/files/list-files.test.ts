import { expect, test, vi } from "vitest";
import { fileKind } from "@/lib/shared/files/file-kinds";
import type { Page, SentFileView } from "@/lib/shared/views";
import { testDatabase } from "@/tests/support/database";
import { sendFiles, uploadRow } from "@/tests/support/files";
import { type Person, person, refused, room } from "@/tests/support/world";
import { deleteMessage } from "../messages/edit/delete-message";
import { forwardMessage } from "../messages/send/forward-message";
import { addMembers, removeMember } from "../rooms/members/members";
import { updateRoom } from "../rooms/update/update-room";
import { listMyFiles, listRoomFiles } from "./list-files";

// So that a search stops before its end in rooms as small as these.
vi.mock("@/lib/shared/limits", async (original) => {
  const limits = await original<typeof import("@/lib/shared/limits")>();
  return { ...limits, LIMITS: { ...limits.LIMITS, filesExamined: 6, filesExaminedPerRoom: 2 } };
});

testDatabase();

const namesOf = ({ items }: Page<SentFileView>) => items.map(({ name }) => name);

async function sendNamed(by: Person, roomId: string, ...names: string[]) {
  const files = [];
  for (const name of names) files.push(await uploadRow(by, { name }));
  return sendFiles(by, roomId, files);
}

/** Reads all pages of a list. */
async function walk(list: (cursor?: string) => Promise<Page<SentFileView>>): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list(cursor);
    names.push(...namesOf(page));
    cursor = page.nextCursor;
  }
  return names;
}

test("a room's files come newest first, each with its message and sender", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const den = await room(ada, { members: [bob] });
  const first = await sendNamed(ada, den.id, "1", "2");
  const second = await sendNamed(bob, den.id, "3");
  const page = await listRoomFiles(ada, { room: den.name ?? "" });
  expect(namesOf(page)).toEqual(["3", "2", "1"]);
  expect(page.nextCursor).toBeNull();
  const own = {
    roomId: den.id,
    messageId: second.id,
    seq: second.seq,
    threadId: null,
    sentAt: second.createdAt,
  };
  const sender = { id: bob.userId, username: bob.username, displayName: "Bob" };
  expect(page.items[0]).toEqual({ ...second.attachments[0], ...own, sender });
  expect(page.items[1]).toMatchObject({ messageId: first.id, seq: first.seq });
});

test("the files of all my rooms come in the order in which they were sent", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(bob, { members: [ada] })];
  const closed = await room(bob);
  await sendNamed(ada, den.id, "1");
  await sendNamed(bob, attic.id, "2", "3");
  await sendNamed(bob, closed.id, "never");
  await sendNamed(bob, den.id, "4");
  expect(namesOf(await listMyFiles(ada, {}))).toEqual(["4", "3", "2", "1"]);
  expect(namesOf(await listMyFiles(ada, { from: "me" }))).toEqual(["1"]);
  expect(namesOf(await listMyFiles(ada, { from: bob.username, limit: 2 }))).toEqual(["4", "3"]);
  for (const limit of [1, 2, 3, 4])
    expect(await walk((cursor) => listMyFiles(ada, { limit, ...(cursor && { cursor }) }))).toEqual([
      "4",
      "3",
      "2",
      "1",
    ]);
});

test("a kind is what the type says before its slash, in SQL as in the browser", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const types = ["image/png", "image/svg+xml", "video/mp4", "audio/ogg", "text/plain", "application/pdf"];
  for (const type of [...types, "imagex/png", "font/woff"])
    await sendFiles(ada, den.id, [await uploadRow(ada, { type })]);
  for (const type of ["image", "video", "audio", "document"] as const) {
    const { items } = await listRoomFiles(ada, { room: den.id, type });
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((file) => fileKind(file.type)))).toEqual(new Set([type]));
  }
});

test("a search finds parts of names and descriptions in any case, and takes wildcards for letters", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  await sendNamed(ada, den.id, "Отчёт за май.pdf", "100%.txt", "100.txt");
  await sendFiles(ada, den.id, [await uploadRow(ada, { name: "x.png", description: "Three GIRAFFES" })]);
  const find = async (q: string) => namesOf(await listRoomFiles(ada, { room: den.id, q }));
  expect(await find("ОТЧЁТ")).toEqual(["Отчёт за май.pdf"]);
  expect(await find("0%")).toEqual(["100%.txt"]);
  expect(await find("giraffe")).toEqual(["x.png"]);
  expect(await find("_")).toEqual([]);
});

test("a search for something rare stops, and its cursor goes on from there", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(ada, { members: [bob] })];
  await sendNamed(ada, den.id, "rare");
  for (let i = 0; i < 10; i++) await sendNamed(bob, i % 2 ? den.id : attic.id, `a${i}`, `b${i}`);
  await sendNamed(ada, attic.id, "Rare too");
  const room1 = { room: den.id, q: "rare", limit: 1 };
  const first = await listRoomFiles(ada, room1);
  expect(first).toEqual({ items: [], nextCursor: expect.any(String) });
  expect(await walk((cursor) => listRoomFiles(ada, { ...room1, ...(cursor && { cursor }) }))).toEqual([
    "rare",
  ]);
  expect(
    await walk((cursor) => listMyFiles(ada, { q: "rare", limit: 1, ...(cursor && { cursor }) })),
  ).toEqual(["Rare too", "rare"]);
  expect(await walk((cursor) => listMyFiles(ada, { q: "A", limit: 1, ...(cursor && { cursor }) }))).toEqual([
    "Rare too",
    ...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `a${i}`),
    "rare",
  ]);
});

test("a person who joins finds the files that were sent before", async () => {
  const [ada, eve] = [await person("Ada"), await person("Eve")];
  const den = await room(ada);
  await sendNamed(ada, den.id, "Mu\u0308ller.pdf");
  await expect(listRoomFiles(eve, { room: den.id })).rejects.toMatchObject(refused("not_found"));
  await addMembers(ada, { room: den.id, userIds: [eve.userId] });
  expect((await listRoomFiles(eve, { room: den.id, q: "m\u00fcller" })).items).toHaveLength(1);
});

test("nobody finds files of a room they left, or of before their history", async () => {
  const [ada, bob, eve] = [await person("Ada"), await person("Bob"), await person("Eve")];
  const den = await room(ada, { members: [bob] });
  await sendNamed(bob, den.id, "before");
  await updateRoom(ada, { room: den.id, history: "hidden" });
  await addMembers(ada, { room: den.id, userIds: [eve.userId] });
  await sendNamed(bob, den.id, "after");
  expect(namesOf(await listRoomFiles(eve, { room: den.id }))).toEqual(["after"]);
  expect(namesOf(await listMyFiles(eve, { from: bob.userId }))).toEqual(["after"]);
  await removeMember(ada, { room: den.id, user: bob.userId });
  expect(await listMyFiles(bob, { from: "me" })).toEqual({ items: [], nextCursor: null });
  await expect(listRoomFiles(bob, { room: den.id })).rejects.toMatchObject(refused("not_found"));
});

test("a forwarded file is listed in both rooms, by who sent it there, until its message is gone", async () => {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(bob)];
  const sent = await sendNamed(ada, den.id, "plan");
  await forwardMessage(bob, { message: sent.id, roomId: attic.id });
  const { items } = await listMyFiles(bob, {});
  expect(items.map(({ roomId, sender, uploader }) => [roomId, sender.id, uploader.id])).toEqual([
    [attic.id, bob.userId, ada.userId],
    [den.id, ada.userId, ada.userId],
  ]);
  await deleteMessage(ada, { message: sent.id });
  expect((await listMyFiles(bob, {})).items.map(({ roomId }) => roomId)).toEqual([attic.id]);
  expect((await listRoomFiles(bob, { room: den.id })).items).toEqual([]);
});

test("an unknown kind, cursor or person is refused in words", async () => {
  const ada = await person("Ada");
  await expect(listMyFiles(ada, { type: "film" as never })).rejects.toMatchObject(
    refused("validation_failed"),
  );
  await expect(listMyFiles(ada, { cursor: "WyIxIl0" })).rejects.toMatchObject(refused("validation_failed"));
  await expect(listMyFiles(ada, { from: "nobody" })).rejects.toMatchObject(refused("not_found"));
});
