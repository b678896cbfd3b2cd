import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { testFolder } from "@/tests/support/folder";
import { testS3 } from "@/tests/support/s3-server";
import { rememberAs } from "../remember";
import { readSettings, settings } from "../settings";
import { DiskStorage } from "./disk-storage";
import { FallbackStorage } from "./fallback-storage";
import { fileStorage } from "./file-storage";
import { BytesMissing } from "./storage";

const KEY = "0193a1b2c3d4e5f60718293a4b5c6d7e";
const OTHER = `${KEY}a`;
const disk = () => new DiskStorage(join(testFolder(), "files"));
const bytes = (text: string) => Buffer.from(text);

test("writes go to the first, reads find bytes in either, deletes reach both", async () => {
  const [first, second] = [disk(), disk()];
  const both = new FallbackStorage(first, second);
  await second.putBytes(KEY, bytes("old"));
  await both.putBytes(OTHER, bytes("new"));
  expect([await first.size(OTHER), await second.size(OTHER)]).toEqual([3, null]);
  expect(String(await buffer(await both.read(KEY)))).toBe("old");
  expect(String(await buffer(await both.read(KEY, { start: 1, end: 2 })))).toBe("ld");
  expect([await both.size(KEY), await both.size(OTHER)]).toEqual([3, 3]);
  await both.delete(KEY);
  await both.delete(OTHER);
  expect([await both.size(KEY), await both.size(OTHER)]).toEqual([null, null]);
  await expect(both.read(KEY)).rejects.toSatisfy(BytesMissing.is);
});

test("bytes that move between the two looks are found", async () => {
  const [first, second] = [disk(), disk()];
  await second.putBytes(KEY, bytes("moved"));
  const read = second.read.bind(second);
  second.read = async (key) => {
    await first.putBytes(KEY, await buffer(await read(key)));
    await second.delete(KEY);
    return read(key);
  };
  const both = new FallbackStorage(first, second);
  expect(String(await buffer(await both.read(KEY)))).toBe("moved");
});

test("the settings decide where new files go, and old ones are still read", async () => {
  const s3 = await testS3();
  const dataDir = testFolder();
  const use = (changes: object) =>
    rememberAs("settings", { ...readSettings({ DATA_DIR: dataDir }), databaseUrl: "", ...changes });
  use({});
  await fileStorage().putBytes(KEY, bytes("on disk"));
  use({ s3: s3.settings, newFilesIn: "s3" });
  await fileStorage().putBytes(OTHER, bytes("in S3"));
  expect(existsSync(join(settings().dataDir, "files", "01", "93", OTHER))).toBe(false);
  expect(String(await buffer(await fileStorage().read(KEY)))).toBe("on disk");
  use({ s3: s3.settings, newFilesIn: "disk" });
  expect(String(await buffer(await fileStorage().read(OTHER)))).toBe("in S3");
  await fileStorage().putBytes(`${KEY}b`, bytes("on disk again"));
  use({});
  expect(await fileStorage().size(`${KEY}b`)).toBe(13);
  expect(await fileStorage().size(OTHER)).toBeNull();
});

test("temporary files of an interrupted write are removed after a while", async () => {
  const root = join(testFolder(), "files");
  mkdirSync(join(root, "tmp"), { recursive: true });
  const storage = new DiskStorage(root);
  await storage.putBytes(KEY, bytes("kept"));
  writeFileSync(join(root, "tmp", "half"), "half");
  expect(await storage.removeRemains(new Date(Date.now() - 3_600_000))).toBe(0);
  expect(await storage.removeRemains(new Date(Date.now() + 3_600_000))).toBe(1);
  expect(await storage.size(KEY)).toBe(4);
});
