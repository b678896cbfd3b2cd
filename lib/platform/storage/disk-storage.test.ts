import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { toRefusal, wasDiskFull } from "@/lib/core/errors";
import { isRoot, testFolder } from "@/tests/support/folder";
import { DiskStorage } from "./disk-storage";

const KEY = "0193a1b2c3d4e5f60718293a4b5c6d7e";

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test("a file lies in sharded folders, readable by its owner alone", async () => {
  const root = join(testFolder(), "files");
  await new DiskStorage(root).putBytes(KEY, Buffer.from("x"));
  const path = join(root, "01", "93", KEY);
  expect(filesBelow(root).map(({ name, parentPath }) => join(parentPath, name))).toEqual([path]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("an absent folder is unavailable, and nothing is written below its place", async () => {
  const root = join(testFolder(), "files");
  const storage = new DiskStorage(root);
  await storage.putBytes(KEY, Buffer.from("x"));
  renameSync(root, `${root}-unmounted`);
  for (const act of [
    () => storage.putBytes(KEY, Buffer.from("y")),
    () => storage.read(KEY),
    () => storage.size(KEY),
    () => storage.delete(KEY),
    () => storage.freeBytes(),
  ]) {
    const error = await act().catch((error: unknown) => error);
    expect(error).toMatchObject({ name: "StorageUnavailable" });
    expect(toRefusal(error)).toMatchObject({ status: 503, refusal: { code: "unavailable", retryAfter: 1 } });
  }
  expect(existsSync(root)).toBe(false);
});

test.runIf(isRoot)("a full disk is unavailable and leaves no half file", async () => {
  const root = join(smallDisk(), "files");
  const storage = new DiskStorage(root);
  const error = await storage.putBytes(KEY, Buffer.alloc(2_000_000)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "StorageUnavailable", cause: { code: "ENOSPC" } });
  expect(toRefusal(error)).toMatchObject({ status: 503, refusal: { code: "unavailable" } });
  expect(wasDiskFull()).toBe(true);
  expect(filesBelow(root)).toEqual([]);
  await storage.putBytes(KEY, Buffer.from("small"));
  expect(await storage.size(KEY)).toBe(5);
});

test.runIf(isRoot)("a file from another file system is copied, and kept where that fails", async () => {
  const elsewhere = join(testFolder(), "upload");
  const root = join(smallDisk(), "files");
  const storage = new DiskStorage(root);
  writeFileSync(elsewhere, Buffer.alloc(2_000_000));
  await expect(storage.put(KEY, elsewhere)).rejects.toMatchObject({ name: "StorageUnavailable" });
  expect(existsSync(elsewhere)).toBe(true);
  expect(filesBelow(root)).toEqual([]);

  writeFileSync(elsewhere, "small");
  await storage.put(KEY, elsewhere);
  expect(existsSync(elsewhere)).toBe(false);
  expect(await storage.size(KEY)).toBe(5);
});

/** A file system of one megabyte. */
function smallDisk(): string {
  const folder = testFolder();
  mkdirSync(join(folder, "disk"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", join(folder, "disk")]);
  onTestFinished(() => void execFileSync("umount", [join(folder, "disk")]));
  return join(folder, "disk");
}
