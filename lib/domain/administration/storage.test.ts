import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { person, refused } from "@/tests/support/world";
import { listStorageUsers, readStorage } from "./storage";

testDatabase();

test("the usage is told in all, by kind, with half uploads and the free disk", async () => {
  const [root, ada] = [await person("Root", "administrator"), await person("Ada")];
  const same = Buffer.alloc(1_000, "a");
  await storedFile(ada, same, { type: "image/png" });
  await storedFile(ada, same, { type: "image/png" });
  await storedFile(root, Buffer.alloc(500, "b"), { type: "application/pdf" });
  await storedFile(root, Buffer.alloc(300, "c"), { type: "text/plain" });
  const upload = { userId: ada.userId, metadata: "", size: 5_000 };
  await db().upload.create({ data: { ...upload, id: uuid() } });
  await db().upload.create({ data: { ...upload, id: uuid(), createdAt: new Date(0) } });
  expect(await readStorage(root, {})).toEqual({
    place: "disk",
    stored: { count: 3, bytes: 1_800 },
    unfinished: { count: 1, bytes: 5_000 },
    freeBytes: expect.any(Number),
    kinds: [
      { kind: "image", count: 2, bytes: 2_000 },
      { kind: "document", count: 2, bytes: 800 },
    ],
  });
});

test("people are listed by what their files use, in pages", async () => {
  const root = await person("Root", "administrator");
  await db().file.deleteMany();
  const people = [await person("Ada"), await person("Bob"), await person("Cleo")];
  for (const [index, who] of people.entries()) await storedFile(who, Buffer.alloc(100 * (index + 1), "x"));
  const first = await listStorageUsers(root, { limit: 2 });
  expect(first.items.map(({ user, bytes }) => [user.displayName, bytes])).toEqual([
    ["Cleo", 300],
    ["Bob", 200],
  ]);
  const second = await listStorageUsers(root, { limit: 2, cursor: first.nextCursor! });
  expect(second).toMatchObject({ items: [{ user: { displayName: "Ada" }, count: 1 }], nextCursor: null });
});

test("people with the same number of bytes are all listed once", async () => {
  const root = await person("Root", "administrator");
  await db().file.deleteMany();
  const people = await Promise.all(Array.from({ length: 5 }, () => person("Twin")));
  for (const who of people) await storedFile(who, Buffer.alloc(100, "x"));
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listStorageUsers(root, { limit: 2, cursor });
    seen.push(...page.items.map(({ user }) => user.id));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen.sort()).toEqual(people.map(({ userId }) => userId).sort());
});

test("a cursor that no page gave is refused", async () => {
  const root = await person("Root", "administrator");
  const wrong = Buffer.from('["x"]').toString("base64url");
  await expect(listStorageUsers(root, { cursor: wrong })).rejects.toMatchObject(refused("validation_failed"));
});

test("only administrators read it", async () => {
  const ada = await person("Ada");
  await expect(readStorage(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
  await expect(listStorageUsers(ada, {})).rejects.toMatchObject(refused("forbidden", "administrators_only"));
});
