import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { ensureJob } from "@/lib/core/jobs/periodic";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { testDatabase } from "@/tests/support/database";
import { storedFile } from "@/tests/support/files";
import { type Person, person, room } from "@/tests/support/world";
import { deleteMessage } from "../../messages/edit/delete-message";
import { sendMessage } from "../../messages/send/send-message";
import { deleteFile } from "../delete-file";
import { stagingFolder } from "../upload/stage-file";
import { claimContent } from "../upload/store-content";
import { sweepFilesJob, sweepNow, sweepStaging, sweepStorageJob } from "./sweep-files";
import * as sweepRows from "./sweep-rows";

testDatabase();

const DAYS = 24 * 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);
let printed: string[];

beforeEach(() => {
  printed = [];
  for (const name of ["log", "warn"] as const) {
    const spy = vi.spyOn(console, name).mockImplementation((...words) => void printed.push(words.join(" ")));
    onTestFinished(() => spy.mockRestore());
  }
});

/** Runs the periodic jobs once, due or not. */
async function sweep(): Promise<void> {
  for (const job of [sweepFilesJob, sweepStorageJob]) await ensureJob(job);
  await db().job.updateMany({ data: { runAt: new Date() } });
  await runDueJobs([sweepFilesJob, sweepStorageJob]);
}

const bytes = () => Buffer.from(uuid());
const isRow = async (id: string) => (await db().file.count({ where: { id } })) === 1;
const isStored = async (key: string) => (await fileStorage().size(key)) !== null;

async function aged(by: Person, attachedTo?: string) {
  const file = await storedFile(by, bytes());
  if (attachedTo) await sendMessage(by, { room: attachedTo, text: "", attachmentIds: [file.id] });
  await db().file.update({ where: { id: file.id }, data: { createdAt: ago(2 * DAYS) } });
  return file;
}

/** Makes bytes in the storage as old as so many milliseconds. */
function age(key: string, ms: number): void {
  const path = join(settings().dataDir, "files", key.slice(0, 2), key.slice(2, 4), key);
  utimesSync(path, ago(ms), ago(ms));
}

test("an upload that was not sent for a day goes, with its bytes; others stay", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const [old, sent, fresh] = [await aged(ada), await aged(ada, den.id), await storedFile(ada, bytes())];
  await fileStorage().putBytes(`${old.key}.160.webp`, Buffer.from("thumbnail"));
  await sweep();
  expect(await Promise.all([old, sent, fresh].map(({ id }) => isRow(id)))).toEqual([false, true, true]);
  expect(await Promise.all([old, sent, fresh].map(({ key }) => isStored(key)))).toEqual([false, true, true]);
  expect(await isStored(`${old.key}.160.webp`)).toBe(false);
  expect(printed.join("\n")).toMatch(/Swept files without a message: 1, 36 bytes\./);
});

test("the bytes of a deleted message's file go with the next sweep", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const { id, key } = await storedFile(ada, bytes());
  const { message } = await sendMessage(ada, { room: den.id, text: "", attachmentIds: [id] });
  await deleteMessage(ada, { message: message.id });
  expect(await isStored(key)).toBe(true);
  await sweep();
  expect(await isStored(key)).toBe(false);
});

test("bytes that two uploads share stay until both are gone", async () => {
  const ada = await person("Ada");
  const same = bytes();
  const [first, second] = [await storedFile(ada, same), await storedFile(ada, same)];
  expect(first.key).toBe(second.key);
  await db().file.update({ where: { id: first.id }, data: { createdAt: ago(2 * DAYS) } });
  await sweep();
  expect([await isRow(first.id), await isStored(first.key)]).toEqual([false, true]);
  await db().file.update({ where: { id: second.id }, data: { createdAt: ago(2 * DAYS) } });
  await sweep();
  expect(await isStored(first.key)).toBe(false);
});

test("a file that is sent while it is swept stays", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const files = await Promise.all(Array.from({ length: 20 }, () => aged(ada)));
  const sends = files.map(({ id }) => sendMessage(ada, { room: den.id, text: "", attachmentIds: [id] }));
  const [, ...sent] = await Promise.all([
    sweep(),
    ...sends.map((one) =>
      one.then(
        () => true,
        () => false,
      ),
    ),
  ]);
  for (const [index, { id, key }] of files.entries())
    expect([await isRow(id), await isStored(key)]).toEqual([sent[index], sent[index]]);
});

test("bytes that are uploaded again while their content is swept are there afterwards", async () => {
  const ada = await person("Ada");
  for (let round = 0; round < 10; round++) {
    const same = bytes();
    const { id, key, hash } = await storedFile(ada, same);
    await deleteFile(ada, { file: id });
    const again = db().$transaction(async (tx) => {
      const path = join(settings().dataDir, uuid());
      writeFileSync(path, same);
      const staged = { path, size: same.length, hash } as Parameters<typeof claimContent>[1];
      const content = { key: uuid().replaceAll("-", ""), isStored: false };
      await claimContent({ db: tx, afterCommit: () => {} }, staged, content);
      const row = { id: uuid(), uploaderId: ada.userId, hash, size: same.length };
      await tx.file.create({ data: { ...row, name: "a", type: "text/plain" } });
    });
    await Promise.all([sweepRows.deleteFreedContents(), again]);
    const content = await db().fileContent.findUniqueOrThrow({ where: { hash } });
    expect(await isStored(content.key), key).toBe(true);
  }
});

test("bytes that no row names go after a day, new ones stay", async () => {
  const ada = await person("Ada");
  const { key } = await storedFile(ada, bytes());
  const [old, fresh] = [uuid().replaceAll("-", ""), uuid().replaceAll("-", "")];
  for (const one of [old, fresh, `${old}.160.webp`]) await fileStorage().putBytes(one, Buffer.from("lost"));
  for (const one of [key, old, `${old}.160.webp`]) age(one, 2 * DAYS);
  await sweep();
  expect(await Promise.all([key, old, `${old}.160.webp`, fresh].map(isStored))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("pictures of link cards stay", async () => {
  const key = `card-${uuid().replaceAll("-", "")}`;
  await fileStorage().putBytes(key, Buffer.from("picture"));
  await db().cardImage.create({ data: { hash: uuid(), key, width: 1, height: 1 } });
  age(key, 2 * DAYS);
  await sweep();
  expect(await isStored(key)).toBe(true);
});

test("where most of the storage is unknown, nothing is deleted until somebody is sure", async () => {
  const keys = Array.from({ length: 120 }, () => uuid().replaceAll("-", ""));
  for (const key of keys) {
    await fileStorage().putBytes(key, Buffer.from("another database's"));
    age(key, 2 * DAYS);
  }
  await sweep();
  expect(await isStored(keys[0]!)).toBe(true);
  expect(printed.join("\n")).toMatch(/120 files\) is unknown to this database: nothing was deleted/);
  await sweepNow({ isDryRun: false, isSure: true });
  expect(await Promise.all(keys.map(isStored))).not.toContain(true);
});

test("a dry run says what would go, and deletes nothing", async () => {
  const ada = await person("Ada");
  const { id, key } = await aged(ada);
  await sweepNow({ isDryRun: true, isSure: false });
  expect(printed.join("\n")).toMatch(/Would sweep files without a message: 1, 36 bytes\./);
  expect([await isRow(id), await isStored(key)]).toEqual([true, true]);
});

test("files and contents whose last use vanished by hand go with the daily walk", async () => {
  const ada = await person("Ada");
  const den = await room(ada);
  const [sent, shared, lost] = [
    await aged(ada, den.id),
    await aged(ada, den.id),
    await storedFile(ada, bytes()),
  ];
  await db().file.updateMany({ where: { attachedAt: { not: null } }, data: { attachedAt: ago(2 * DAYS) } });
  await db().attachment.deleteMany({ where: { fileId: sent.id } });
  await db().file.delete({ where: { id: lost.id } });
  await sweep();
  expect(await Promise.all([sent, shared].map(({ id }) => isRow(id)))).toEqual([false, true]);
  expect(await Promise.all([sent, shared, lost].map(({ key }) => isStored(key)))).toEqual([
    false,
    true,
    false,
  ]);
});

test("a storage that is away delays the sweep and loses no track of its bytes", async () => {
  const ada = await person("Ada");
  const { key } = await aged(ada);
  const away = vi.spyOn(fileStorage(), "delete").mockRejectedValue(new Error("away"));
  await sweep();
  away.mockRestore();
  expect(await isStored(key)).toBe(true);
  age(key, 2 * DAYS);
  await sweep();
  expect(await isStored(key)).toBe(false);
});

test("the jobs wait for their next hour and day, once for all processes", async () => {
  await Promise.all([ensureJob(sweepFilesJob), ensureJob(sweepFilesJob), ensureJob(sweepStorageJob)]);
  await sweep();
  const rows = await db().job.findMany({ orderBy: { kind: "asc" } });
  const hours = rows.map(({ kind, runAt }) => [kind, Math.round((runAt.getTime() - Date.now()) / 3_600_000)]);
  expect(hours).toEqual([
    ["files.sweep", 1],
    ["storage.sweep", 24],
  ]);
  await ensureJob(sweepFilesJob);
  expect((await db().job.findMany({ orderBy: { kind: "asc" } }))[0]?.runAt).toEqual(rows[0]?.runAt);
});

test("a job that was given up is due again with the next start", async () => {
  await ensureJob(sweepFilesJob);
  await db().job.updateMany({ data: { failedAt: new Date(), attempts: 9, runAt: ago(-DAYS) } });
  await ensureJob(sweepFilesJob);
  const row = await db().job.findFirstOrThrow({ where: { kind: sweepFilesJob.kind } });
  expect([row.failedAt, row.attempts, row.runAt <= new Date()]).toEqual([null, 0, true]);
});

test("expired uploads go, living ones and the files that they became stay", async () => {
  const ada = await person("Ada");
  const { id: fileId } = await storedFile(ada, bytes());
  const upload = { userId: ada.userId, metadata: "", size: 10 };
  const made = [
    { ...upload, id: uuid(), createdAt: ago(2 * DAYS) },
    { ...upload, id: uuid(), createdAt: ago(2 * DAYS), fileId },
    { ...upload, id: uuid() },
  ];
  await db().upload.createMany({ data: made });
  await sweep();
  expect((await db().upload.findMany()).map(({ id }) => id)).toEqual([made[2]!.id]);
  expect(await isRow(fileId)).toBe(true);
});

test("staged files on which nothing was written for a day go, live ones stay", async () => {
  mkdirSync(stagingFolder(), { recursive: true });
  const [old, live] = [join(stagingFolder(), "old.part"), join(stagingFolder(), "live.part")];
  for (const path of [old, live]) writeFileSync(path, "half");
  utimesSync(old, ago(2 * DAYS), ago(2 * DAYS));
  await sweepStaging();
  expect([existsSync(old), existsSync(live)]).toEqual([false, true]);
});
