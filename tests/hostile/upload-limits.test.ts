import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { stagingFolder } from "@/lib/domain/files/upload/stage-file";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { type FileStorage, StorageUnavailable } from "@/lib/platform/storage/storage";
import { LIMITS } from "@/lib/shared/limits";
import { apiServer, as } from "@/tests/support/api-server";
import { testDatabase } from "@/tests/support/database";
import { isRoot } from "@/tests/support/folder";
import {
  DOOR_NAMES,
  leavingNothing,
  removeAllFiles,
  setFileLimits,
  staged,
  storedKeys,
  TUS,
  uploadDoors,
} from "@/tests/support/upload-doors";
import { type Person, person } from "@/tests/support/world";

testDatabase();
const server = apiServer();
const DOORS = uploadDoors(server);

let ada: Person;
beforeEach(async () => {
  ada = await person("Ada");
  await removeAllFiles();
});

describe("S40: quotas", () => {
  const QUOTAS = { quotaBytes: "of one person", totalQuotaBytes: "of all" } as const;
  const names = Object.keys(QUOTAS) as (keyof typeof QUOTAS)[];

  test.each(names.flatMap((name) => DOOR_NAMES.map((door) => [QUOTAS[name], door, name] as const)))(
    "%s: by %s nothing above it is stored",
    async (_what, door, name) => {
      await setFileLimits({ [name]: 1_000 + (name === "totalQuotaBytes" ? await usedBytes() : 0) });
      expect((await DOORS[door](ada, randomBytes(600))).status).toBeLessThan(300);
      const refused = await leavingNothing(() => DOORS[door](ada, randomBytes(600)));
      expect([refused.status, await refused.json()]).toEqual([
        403,
        expect.objectContaining({ reason: "quota" }),
      ]);
      expect((await DOORS[door](ada, randomBytes(400))).status).toBeLessThan(300);
    },
  );

  test.each(names)("%s: of uploads that fit only singly one passes", async (name) => {
    await setFileLimits({ [name]: 1_000 + (name === "totalQuotaBytes" ? await usedBytes() : 0) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => DOORS.raw(ada, randomBytes(600))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403, 403, 403]);
    expect(await db().file.count({ where: { uploaderId: ada.userId } })).toBe(1);
    expect((await storedKeys()).length).toBe(await db().fileContent.count());
  });

  test("a retry under its Idempotency-Key gets its file though the quota is full by now", async () => {
    await setFileLimits({ quotaBytes: 1_000 });
    const bytes = randomBytes(1_000);
    const post = () =>
      fetch(`${server.url}/files?filename=a`, {
        method: "POST",
        headers: { ...as(ada), "idempotency-key": "k" },
        body: bytes,
      });
    const [first, again] = [await post(), await post()];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect((await again.json()).id).toBe((await first.json()).id);
  });

  test("a half upload counts while it lives, and its bytes come back when it is deleted", async () => {
    await setFileLimits({ quotaBytes: 1_000 });
    const create = () =>
      fetch(`${server.url}/uploads`, {
        method: "POST",
        headers: { ...as(ada), ...TUS, "upload-length": "600" },
      });
    const half = await create();
    expect([half.status, (await create()).status]).toEqual([201, 403]);
    expect((await DOORS.raw(ada, randomBytes(600))).status).toBe(403);
    const url = new URL(half.headers.get("location")!, server.url);
    await fetch(url, { method: "DELETE", headers: { ...as(ada), ...TUS } });
    expect((await DOORS.raw(ada, randomBytes(600))).status).toBe(201);
  });

  test("an upload that has expired does not count", async () => {
    await setFileLimits({ quotaBytes: 1_000 });
    await fetch(`${server.url}/uploads`, {
      method: "POST",
      headers: { ...as(ada), ...TUS, "upload-length": "600" },
    });
    await db().upload.updateMany({ data: { createdAt: new Date(0) } });
    expect((await DOORS.tus(ada, randomBytes(600))).status).toBe(204);
  });

  test("a person's open uploads are limited in number", async () => {
    const create = () =>
      fetch(`${server.url}/uploads`, {
        method: "POST",
        headers: { ...as(ada), ...TUS, "upload-length": "1" },
      });
    const rows = Array.from({ length: LIMITS.openUploads - 1 }, () => ({
      id: crypto.randomUUID(),
      userId: ada.userId,
      size: 1,
      metadata: "",
    }));
    await db().upload.createMany({ data: rows });
    expect((await create()).status).toBe(201);
    expect(await (await create()).json()).toMatchObject({ status: 403, reason: "uploads" });
  });
});

const usedBytes = async () =>
  Number((await db().fileContent.aggregate({ _sum: { size: true } }))._sum.size ?? 0);

describe("R17: no room on the disk", () => {
  /** Lets the storage be full for a test; `free` ends that. */
  function fullStorage() {
    const real = fileStorage();
    let isFull = true;
    const full: FileStorage = Object.assign(Object.create(real) as FileStorage, {
      async put(key: string, path: string) {
        if (isFull) throw new StorageUnavailable("Full.", { cause: { code: "ENOSPC" } });
        return real.put(key, path);
      },
    });
    const use = (storage: FileStorage) => rememberAs("file storages", new WeakMap([[settings(), storage]]));
    use(full);
    onTestFinished(() => void use(real));
    return {
      free: () => {
        isFull = false;
      },
    };
  }

  test.each(["raw", "form"] as const)(
    "of the storage: an upload by %s is 503, and works later",
    async (door) => {
      const bytes = randomBytes(100);
      const storage = fullStorage();
      const refused = await leavingNothing(() => DOORS[door](ada, bytes));
      expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
        503,
        "1",
        expect.objectContaining({ code: "unavailable" }),
      ]);
      storage.free();
      expect((await DOORS[door](ada, bytes)).status).toBe(201);
    },
  );

  test("of the storage: a resumable upload keeps its bytes, and is finished by the next request", async () => {
    const storage = fullStorage();
    expect((await DOORS.tus(ada, randomBytes(100))).status).toBe(503);
    const { id } = await db().upload.findFirstOrThrow();
    const head = () =>
      fetch(`${server.url}/uploads/${id}`, { method: "HEAD", headers: { ...as(ada), ...TUS } });
    expect((await head()).status).toBe(503);
    storage.free();
    const { headers } = await head();
    expect(headers.get("upload-attachment-id")).toBe((await db().file.findFirstOrThrow()).id);
    expect(staged()).toEqual([]);
  });

  test.runIf(isRoot)(
    "of the folder for uploads: 503, and a resumable upload goes on where it was",
    async () => {
      mkdirSync(stagingFolder(), { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", stagingFolder()]);
      onTestFinished(() => void execFileSync("umount", [stagingFolder()]));
      const bytes = randomBytes(90_000);
      for (const door of ["raw", "form"] as const) {
        const refused = await leavingNothing(() => DOORS[door](ada, bytes));
        expect([refused.status, (await refused.json()).code]).toEqual([503, "unavailable"]);
      }
      expect((await DOORS.tus(ada, bytes)).status).toBe(503);
      execFileSync("mount", ["-o", "remount,size=1m", stagingFolder()]);
      const { id } = await db().upload.findFirstOrThrow();
      const url = `${server.url}/uploads/${id}`;
      const head = await fetch(url, { method: "HEAD", headers: { ...as(ada), ...TUS } });
      const offset = Number(head.headers.get("upload-offset"));
      expect(offset).toBeGreaterThan(0);
      const rest = await fetch(url, {
        method: "PATCH",
        headers: {
          ...as(ada),
          ...TUS,
          "content-type": "application/offset+octet-stream",
          "upload-offset": String(offset),
        },
        body: new Uint8Array(bytes.subarray(offset)),
      });
      const file = rest.headers.get("upload-attachment-id");
      const read = await fetch(`${server.url}/files/${file}`, { headers: as(ada) });
      expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    },
  );
});
