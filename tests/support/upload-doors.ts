import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { stagingFolder } from "@/lib/domain/files/upload/stage-file";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { as } from "./api-server";
import type { Person } from "./world";

/** Bytes that one file may have in these tests. */
export const FILE_BYTES = 100_000;

export const setFileLimits = (quotas: { quotaBytes?: number; totalQuotaBytes?: number }) =>
  db().workspace.update({
    where: { id: 1 },
    data: { fileBytes: FILE_BYTES, quotaBytes: null, totalQuotaBytes: null, ...quotas },
  });

/** Header of every request of a resumable upload. */
export const TUS = { "tus-resumable": "1.0.0" };

/** The three ways to upload a file to a server; each gives the last answer. */
export const uploadDoors = (server: { url: string }) => ({
  raw: (by: Person, bytes: Uint8Array, name = "file.bin") =>
    fetch(`${server.url}/files`, {
      method: "POST",
      headers: {
        ...as(by),
        "content-type": "image/png",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`,
      },
      body: new Uint8Array(bytes),
    }),
  form: (by: Person, bytes: Uint8Array, name = "file.bin") => {
    const form = new FormData();
    form.append("file", new File([new Uint8Array(bytes)], name, { type: "image/png" }));
    return fetch(`${server.url}/files`, { method: "POST", headers: as(by), body: form });
  },
  tus: async (by: Person, bytes: Uint8Array, name = "file.bin") => {
    const metadata = `filename ${Buffer.from(name).toString("base64")},filetype ${btoa("image/png")}`;
    const made = await fetch(`${server.url}/uploads`, {
      method: "POST",
      headers: { ...as(by), ...TUS, "upload-length": String(bytes.length), "upload-metadata": metadata },
    });
    if (made.status !== 201 || bytes.length === 0) return made;
    return fetch(new URL(made.headers.get("location")!, server.url), {
      method: "PATCH",
      headers: { ...as(by), ...TUS, "content-type": "application/offset+octet-stream", "upload-offset": "0" },
      body: new Uint8Array(bytes),
    });
  },
});

export const DOOR_NAMES = ["raw", "form", "tus"] as const;

/** Files in the staging folder. */
export const staged = () => (existsSync(stagingFolder()) ? readdirSync(stagingFolder()) : []);

/** Keys in the storage, sorted. */
export async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of fileStorage().list()) keys.push(key);
  return keys.sort();
}

/** Runs an act that must leave nothing behind: no row, no half file, no stored bytes. */
export async function leavingNothing<T>(act: () => Promise<T>): Promise<T> {
  const [rows, keys] = [await db().file.count(), await storedKeys()];
  const out = await act();
  await expect.poll(staged).toEqual([]);
  expect([await db().file.count(), await storedKeys()]).toEqual([rows, keys]);
  return out;
}

/** Removes all uploads and files, and their quotas. The workspace must be there: make a person first. */
export async function removeAllFiles(): Promise<void> {
  await db().upload.deleteMany();
  await db().file.deleteMany();
  for (const name of staged()) rmSync(join(stagingFolder(), name));
  await setFileLimits({});
}
