import { existsSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { testS3 } from "@/tests/support/s3-server";
import { DiskStorage } from "./disk-storage";
import { S3Storage } from "./s3-storage";
import type { FileStorage, StoredObject } from "./storage";

const STORAGES: Record<string, () => Promise<FileStorage>> = {
  disk: async () => new DiskStorage(join(testFolder(), "files")),
  S3: async () => new S3Storage((await testS3()).settings, testFolder()),
};
const KEY = "0193a1b2c3d4e5f60718293a4b5c6d7e";
const OTHER = `${KEY.slice(0, -1)}f`;

const textOf = async (storage: FileStorage, ...args: Parameters<FileStorage["read"]>) =>
  String(await buffer(await storage.read(...args)));

async function objectsOf(storage: FileStorage): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const object of storage.list()) objects.push(object);
  return objects;
}

const keysOf = async (storage: FileStorage) => (await objectsOf(storage)).map(({ key }) => key).sort();

describe.each(Object.entries(STORAGES))("on %s", (_name, make) => {
  test("bytes come back as they were stored", async () => {
    const storage = await make();
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    await storage.putBytes(KEY, bytes);
    expect(await buffer(await storage.read(KEY))).toEqual(bytes);
    expect(await storage.size(KEY)).toBe(5);
  });

  test("a local file is taken over and leaves its path", async () => {
    const storage = await make();
    const path = join(testFolder(), "upload");
    writeFileSync(path, "hello");
    await storage.put(KEY, path);
    expect(existsSync(path)).toBe(false);
    expect(await textOf(storage, KEY)).toBe("hello");
  });

  test("an empty file is stored", async () => {
    const storage = await make();
    const path = join(testFolder(), "upload");
    writeFileSync(path, "");
    await storage.put(KEY, path);
    expect(await storage.size(KEY)).toBe(0);
    expect(await textOf(storage, KEY)).toBe("");
  });

  test("a range has both its ends", async () => {
    const storage = await make();
    await storage.putBytes(KEY, Buffer.from("0123456789"));
    expect(await textOf(storage, KEY, { start: 0, end: 1 })).toBe("01");
    expect(await textOf(storage, KEY, { start: 9, end: 9 })).toBe("9");
  });

  test("reading what is not there says that it is missing", async () => {
    const storage = await make();
    await expect(storage.read(KEY)).rejects.toMatchObject({ name: "BytesMissing", key: KEY });
    expect(await storage.size(KEY)).toBeNull();
  });

  test("bytes can be read from a path while they are needed", async () => {
    const storage = await make();
    await storage.putBytes(KEY, Buffer.from("abc"));
    expect(await storage.withLocalFile(KEY, (path) => readFile(path, "utf8"))).toBe("abc");
    expect(await storage.size(KEY)).toBe(3);
    const missing = storage.withLocalFile(OTHER, () => Promise.reject(new Error("not called")));
    await expect(missing).rejects.toMatchObject({ name: "BytesMissing" });
  });

  test("deleting takes the derived bytes along, and no others", async () => {
    const storage = await make();
    for (const key of [KEY, `${KEY}.320.webp`, `${KEY}.640.avif`, OTHER])
      await storage.putBytes(key, Buffer.from(key));
    expect(await keysOf(storage)).toEqual([KEY, `${KEY}.320.webp`, `${KEY}.640.avif`, OTHER].sort());
    await storage.delete(KEY);
    expect(await keysOf(storage)).toEqual([OTHER]);
    await storage.delete(KEY);
  });

  test("a list tells sizes and times", async () => {
    const storage = await make();
    await storage.putBytes(KEY, Buffer.from("abc"));
    const [object] = await objectsOf(storage);
    expect(object).toMatchObject({ key: KEY, size: 3 });
    expect(Math.abs(object!.modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test.each(["../../etc/passwd", "a/b", "short", "", `${KEY}/..`, `${KEY}...`, `${KEY}\0`])(
    "%j is no key",
    async (key) => {
      const storage = await make();
      await expect(storage.putBytes(key, Buffer.from("x"))).rejects.toThrow("Not a key");
      await expect(storage.read(key)).rejects.toThrow("Not a key");
      await expect(storage.delete(key)).rejects.toThrow("Not a key");
    },
  );
});
