import { randomBytes } from "node:crypto";
import { mkdir, open, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { v4 as uuid } from "uuid";
import { expect, inject, onTestFinished, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { type FileStorage, StorageUnavailable } from "@/lib/platform/storage/storage";
import { testDatabase } from "@/tests/support/database";
import { type Person, person } from "@/tests/support/world";
import { beginUpload } from "./begin-upload";
import { finishUpload } from "./finish-upload";
import { stagingFolder } from "./stage-file";
import { discardUpload, pathOfUpload, requireOwnUpload } from "./uploads";

// Several processes: another one may still hold an upload's file open.
testDatabase({ redisUrl: inject("redisUrl") });

/** An upload whose bytes are all there. */
async function complete(by: Person, bytes: Buffer): Promise<string> {
  const upload = uuid();
  await beginUpload(by, { upload, size: bytes.length, metadata: "", name: "plan.bin" });
  await mkdir(stagingFolder(), { recursive: true });
  await writeFile(pathOfUpload(upload), bytes);
  return upload;
}

const finish = async (by: Person, upload: string) =>
  finishUpload(by, await requireOwnUpload(by.userId, upload), { name: "plan.bin" });

async function bytesOf(fileId: string): Promise<Buffer> {
  const { content } = await db().file.findUniqueOrThrow({
    where: { id: fileId },
    include: { content: true },
  });
  return buffer(await fileStorage().read(content.key));
}

test("a late writer of an upload does not change the stored bytes", async () => {
  const ada = await person("Ada");
  const bytes = randomBytes(1_000);
  const upload = await complete(ada, bytes);
  const late = await open(pathOfUpload(upload), "r+");
  const id = await finish(ada, upload);
  await late.write(Buffer.alloc(1_000), 0, 1_000, 0);
  await late.close();
  expect((await bytesOf(id)).equals(bytes)).toBe(true);
});

test("R01: a finish that dies after the bytes were stored is made good by the next one", async () => {
  const ada = await person("Ada");
  const bytes = randomBytes(1_000);
  const upload = await complete(ada, bytes);
  const real = fileStorage();
  const dying: FileStorage = Object.assign(Object.create(real) as FileStorage, {
    async put(key: string, path: string) {
      await real.put(key, path);
      throw new StorageUnavailable("It died.");
    },
  });
  const use = (one: FileStorage) => rememberAs("file storages", new WeakMap([[settings(), one]]));
  use(dying);
  onTestFinished(() => void use(real));
  await expect(finish(ada, upload)).rejects.toThrow("It died.");
  use(real);
  const id = await finish(ada, upload);
  expect((await bytesOf(id)).equals(bytes)).toBe(true);
  expect(await finish(ada, upload)).toBe(id);
});

test("an upload that is deleted while it finishes makes no attachment", async () => {
  const ada = await person("Ada");
  const upload = await complete(ada, randomBytes(1_000));
  const row = await requireOwnUpload(ada.userId, upload);
  const real = fileStorage();
  const slow: FileStorage = Object.assign(Object.create(real) as FileStorage, {
    async put(key: string, path: string) {
      await discardUpload(upload);
      await real.put(key, path);
    },
  });
  rememberAs("file storages", new WeakMap([[settings(), slow]]));
  onTestFinished(() => void rememberAs("file storages", new WeakMap([[settings(), real]])));
  const before = await storedKeys();
  await expect(finishUpload(ada, row, {})).rejects.toMatchObject({ refusal: { code: "not_found" } });
  expect(await storedKeys()).toEqual(before);
  expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(0);
});

test("two processes that finish one upload make one attachment, and store its bytes once", async () => {
  const ada = await person("Ada");
  const upload = await complete(ada, randomBytes(1_000));
  const row = await requireOwnUpload(ada.userId, upload);
  const finishElsewhere = () => {
    rememberAs("uploads that finish", new Map()); // What another process knows of the first.
    return finishUpload(ada, row, {});
  };
  const before = await storedKeys();
  const ids = await Promise.all([finishElsewhere(), finishElsewhere(), finishElsewhere()]);
  expect(new Set(ids).size).toBe(1);
  expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(1);
  expect((await storedKeys()).length).toBe(before.length + 1);
});

async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of fileStorage().list()) keys.push(key);
  return keys;
}
