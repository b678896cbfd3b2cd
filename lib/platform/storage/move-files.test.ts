import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { testS3 } from "@/tests/support/s3-server";
import { DiskStorage } from "./disk-storage";
import { FallbackStorage } from "./fallback-storage";
import { moveFiles } from "./move-files";
import { S3Storage } from "./s3-storage";
import type { FileStorage } from "./storage";

const keyOf = (index: number) => `0193a1b2c3d4e5f60718293a4b5c${String(index).padStart(4, "0")}`;

async function filled(storage: FileStorage, count: number): Promise<Map<string, Buffer>> {
  const files = new Map(
    Array.from({ length: count }, (_, index) => [keyOf(index), randomBytes(1_000 + index)]),
  );
  for (const [key, bytes] of files) await storage.putBytes(key, bytes);
  return files;
}

async function keysOf(storage: FileStorage): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  return keys.sort();
}

async function expectAll(storage: FileStorage, files: Map<string, Buffer>): Promise<void> {
  for (const [key, bytes] of files)
    expect((await buffer(await storage.read(key))).equals(bytes), key).toBe(true);
}

async function places() {
  const s3 = await testS3();
  return {
    s3,
    disk: new DiskStorage(join(testFolder(), "files")),
    bucket: new S3Storage(s3.settings, testFolder()),
    temporaryFolder: testFolder(),
  };
}

test("files move from the disk to S3 and back, each byte the same", async () => {
  const { disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 20);
  await disk.putBytes(`${keyOf(3)}.160.webp`, Buffer.from("thumbnail"));
  expect(await moveFiles(disk, bucket, { temporaryFolder })).toMatchObject({ moved: 20, failed: [] });
  expect(await keysOf(disk)).toEqual([]);
  expect(await keysOf(bucket)).toEqual([...files.keys()]);
  await expectAll(bucket, files);
  expect(await moveFiles(bucket, disk, { temporaryFolder })).toMatchObject({ moved: 20, failed: [] });
  expect(await keysOf(bucket)).toEqual([]);
  await expectAll(disk, files);
  expect(readdirSync(temporaryFolder)).toEqual([]);
});

test("an interrupted move goes on where it stopped, and nothing is ever missing", async () => {
  const { disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 20);
  const both = new FallbackStorage(bucket, disk);
  const stopping = new AbortController();
  const first = await moveFiles(disk, bucket, {
    temporaryFolder,
    signal: stopping.signal,
    onProgress: ({ moved }) => moved >= 5 && stopping.abort(),
  });
  expect(first.moved).toBeGreaterThanOrEqual(5);
  expect(first.moved).toBeLessThan(20);
  await expectAll(both, files);
  const second = await moveFiles(disk, bucket, { temporaryFolder });
  expect(first.moved + second.moved).toBe(20);
  await expectAll(bucket, files);
});

test("a copy that was made before an interruption is taken, a wrong one is replaced", async () => {
  const { disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 2);
  const [whole, wrong] = [...files.keys()] as [string, string];
  await bucket.putBytes(whole, files.get(whole)!);
  await bucket.putBytes(wrong, randomBytes(files.get(wrong)!.length));
  expect(await moveFiles(disk, bucket, { temporaryFolder })).toMatchObject({ moved: 2, failed: [] });
  await expectAll(bucket, files);
});

test("a target that is away loses nothing, and the next run moves the rest", async () => {
  const { s3, disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 3);
  s3.fault = ({ method, url }) => (method === "PUT" && url?.includes(keyOf(1)) ? { status: 503 } : null);
  const report = await moveFiles(disk, bucket, { temporaryFolder });
  expect(report).toMatchObject({ moved: 2, failed: [{ key: keyOf(1) }] });
  expect(readdirSync(temporaryFolder)).toEqual([]);
  await expectAll(new FallbackStorage(bucket, disk), files);
  s3.fault = () => null;
  expect(await moveFiles(disk, bucket, { temporaryFolder })).toMatchObject({ moved: 1, failed: [] });
});

test("a copy that reads back differently is not trusted: the original stays", async () => {
  const { disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 1);
  const { length } = files.get(keyOf(0))!;
  bucket.read = async () => Readable.from([randomBytes(length)]);
  const report = await moveFiles(disk, bucket, { temporaryFolder });
  expect(report).toMatchObject({
    moved: 0,
    failed: [{ key: keyOf(0), reason: "The copy is not the same." }],
  });
  await expectAll(disk, files);
});

test("files that are uploaded, read and deleted during a move are right", async () => {
  const { disk, bucket, temporaryFolder } = await places();
  const files = await filled(disk, 30);
  const both = new FallbackStorage(bucket, disk);
  const moving = moveFiles(disk, bucket, { temporaryFolder });
  const path = join(testFolder(), "upload");
  writeFileSync(path, "new");
  await both.put(keyOf(100), path);
  await expectAll(both, files);
  expect(await moving).toMatchObject({ moved: 30, failed: [] });
  await both.delete(keyOf(0));
  expect(await both.size(keyOf(0))).toBeNull();
  expect(await keysOf(disk)).toEqual([]);
  expect(await both.size(keyOf(100))).toBe(3);
});
