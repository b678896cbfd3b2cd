import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test, vi } from "vitest";
import { toRefusal } from "@/lib/core/errors";
import { testFolder } from "@/tests/support/folder";
import { type TestS3, testS3 } from "@/tests/support/s3-server";
import { S3Storage } from "./s3-storage";

const KEY = "0193a1b2c3d4e5f60718293a4b5c6d7e";
const storageOf = ({ settings }: TestS3, folder = testFolder()) => new S3Storage(settings, folder);

function localFile(bytes: Uint8Array): string {
  const path = join(testFolder(), "upload");
  writeFileSync(path, bytes);
  return path;
}

const linesOf = ({ requests }: TestS3, pattern: RegExp) =>
  requests.map(({ line }) => line).filter((line) => pattern.test(line));

test("a large file goes up in parts and comes back the same", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  const bytes = randomBytes(12_000_000);
  await storage.put(KEY, localFile(bytes));
  expect(linesOf(s3, /^PUT .*partNumber=/)).toHaveLength(3);
  expect((await buffer(await storage.read(KEY))).equals(bytes)).toBe(true);
  const middle = await buffer(await storage.read(KEY, { start: 5_242_870, end: 5_242_890 }));
  expect(middle.equals(bytes.subarray(5_242_870, 5_242_891))).toBe(true);
});

test("no request carries the checksum headers that other servers refuse", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  await storage.put(KEY, localFile(randomBytes(6_000_000)));
  await storage.putBytes(`${KEY}.160.webp`, Buffer.from("x"));
  await buffer(await storage.read(KEY));
  expect(s3.requests.length).toBeGreaterThan(4);
  const sent = s3.requests.flatMap(({ headers }) => headers);
  expect(sent.filter((name) => /checksum|crc|trailer|sdk-checksum/.test(name))).toEqual([]);
});

test("an upload that fails is aborted, and the local file stays", async () => {
  const s3 = await testS3();
  const path = localFile(randomBytes(12_000_000));
  s3.fault = ({ url }) => (url?.includes("partNumber=2") ? { status: 500 } : null);
  await expect(storageOf(s3).put(KEY, path)).rejects.toMatchObject({ name: "StorageUnavailable" });
  expect(existsSync(path)).toBe(true);
  expect(linesOf(s3, /^DELETE .*uploadId=/)).toHaveLength(1);
  s3.fault = () => null;
  expect(await storageOf(s3).size(KEY)).toBeNull();
  await storageOf(s3).put(KEY, path);
  expect(await storageOf(s3).size(KEY)).toBe(12_000_000);
});

test("a server that is away is unavailable; when it is back nothing is lost", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  await storage.putBytes(KEY, Buffer.from("kept"));
  await s3.stop();
  const path = localFile(Buffer.from("new"));
  for (const act of [
    () => storage.put(`${KEY}a`, path),
    () => storage.putBytes(`${KEY}a`, Buffer.from("x")),
    () => storage.read(KEY),
    () => storage.size(KEY),
    () => storage.delete(KEY),
    () => storage.list()[Symbol.asyncIterator]().next(),
  ]) {
    const error = await act().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "StorageUnavailable" });
    expect(toRefusal(error)).toMatchObject({ status: 503, refusal: { code: "unavailable" } });
  }
  expect(existsSync(path)).toBe(true);
  await s3.start();
  expect(String(await buffer(await storage.read(KEY)))).toBe("kept");
  await storage.put(`${KEY}a`, path);
});

test("a server that refuses, or whose bucket is gone, is unavailable and nothing is missing", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  for (const status of [403, 500, 503]) {
    s3.fault = () => ({ status });
    await expect(storage.read(KEY)).rejects.toMatchObject({ name: "StorageUnavailable" });
    await expect(storage.size(KEY)).rejects.toMatchObject({ name: "StorageUnavailable" });
  }
  s3.fault = () => null;
  const elsewhere = new S3Storage({ ...s3.settings, bucket: "no-such-bucket" }, testFolder());
  await expect(elsewhere.read(KEY)).rejects.toMatchObject({ name: "StorageUnavailable" });
});

test("a server that never answers is given up", async () => {
  const s3 = await testS3();
  s3.fault = () => "hang";
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const sizing = storageOf(s3).size(KEY);
  const refused = expect(sizing).rejects.toMatchObject({ name: "StorageUnavailable" });
  const asked = () => vi.waitUntil(() => s3.requests.length > 0, { interval: 0 });
  for (let attempt = 1; attempt <= 3; attempt++) {
    await asked();
    s3.requests.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.advanceTimersByTimeAsync(5_000);
  }
  await refused;
});

test("a connection that is cut in the middle is an error, not a short file", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  await storage.putBytes(KEY, randomBytes(4_000_000));
  const bytes = await storage.read(KEY);
  bytes.once("data", () => void s3.stop());
  await expect(buffer(bytes)).rejects.toThrow();
});

test("a reader who goes away ends the request", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  await storage.putBytes(KEY, randomBytes(4_000_000));
  const bytes = await storage.read(KEY);
  bytes.destroy();
  expect(bytes.destroyed).toBe(true);
  expect(await storage.size(KEY)).toBe(4_000_000);
});

test("local copies are removed, also where reading fails", async () => {
  const s3 = await testS3();
  const folder = testFolder();
  const storage = storageOf(s3, folder);
  await storage.putBytes(KEY, Buffer.from("abc"));
  await storage.withLocalFile(KEY, async (path) => expect(existsSync(path)).toBe(true));
  await expect(
    storage.withLocalFile(KEY, () => Promise.reject(new Error("The picture is broken."))),
  ).rejects.toThrow("The picture is broken.");
  expect(readdirSync(folder)).toEqual([]);
});

test("nothing is asked of the S3 server where no local copy can be written", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3, join(localFile(Buffer.from("no folder")), "copies"));
  await storage.putBytes(KEY, randomBytes(100));
  await expect(storage.withLocalFile(KEY, async () => {})).rejects.toMatchObject({ code: "ENOTDIR" });
  expect(linesOf(s3, /^GET /)).toEqual([]);
});

test("objects beside our own are neither listed nor deleted", async () => {
  const s3 = await testS3();
  const storage = storageOf(s3);
  const url = `${s3.settings.endpoint}/${s3.settings.bucket}`;
  await storage.putBytes(KEY, Buffer.from("x"));
  for await (const { key } of storage.list()) expect(key).toBe(KEY);
  await storage.delete(KEY);
  expect(linesOf(s3, /^DELETE/).map((line) => `${s3.settings.endpoint}${line.slice(7)}`)).toEqual([
    `${url}/files/${KEY}?x-id=DeleteObject`,
  ]);
});
