import { rm } from "node:fs/promises";
import { join } from "node:path";
import { notFound } from "@/lib/core/errors";
import { type Db, db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { Prisma } from "@/prisma/generated/client";
import { isId } from "../../fields";
import { deleteUnattached } from "../detach-files";
import { stagingFolder } from "./stage-file";

/** A resumable upload; its id is the last part of its address. */
export type UploadRow = {
  id: string;
  userId: string;
  size: number;
  metadata: string;
  fileId: string | null;
  createdAt: Date;
};

/** Uploads that began before this time have expired. */
export const livingSince = () => new Date(Date.now() - UPLOAD_MS);

/** Condition over `upload`: neither finished nor expired. */
export const isOpenUpload = () => Prisma.sql`file_id IS NULL AND created_at > ${livingSince()}`;

/** Lifetime of a resumable upload, in milliseconds. */
export const UPLOAD_MS = LIMITS.uploadHours * 3_600_000;

/** Files that were uploaded before this time and are in no message have waited too long to be sent. */
export const unsentSince = () => new Date(Date.now() - LIMITS.unsentHours * 3_600_000);

/** Returns the path of an upload's bytes on this machine. */
export const pathOfUpload = (uploadId: string) => join(stagingFolder(), uploadId);

/** Reads an upload, living or expired; null for an unknown one. */
export async function readUpload(rows: Db, uploadId: string): Promise<UploadRow | null> {
  if (!isId(uploadId)) return null;
  const row = await rows.upload.findUnique({ where: { id: uploadId } });
  return row && { ...row, size: Number(row.size) };
}

/** Reads a person's own upload. @throws `not_found`, for unknown ones and those of others alike */
export async function requireOwnUpload(userId: string, uploadId: string): Promise<UploadRow> {
  const row = await readUpload(db(), uploadId);
  if (row?.userId !== userId) throw notFound();
  return row;
}

/** Deletes an upload and its bytes, and the file that it became while no message has it. */
export async function withdrawUpload(uploadId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const [upload] = await tx.$queryRaw<{ fileId: string | null }[]>`
      DELETE FROM upload WHERE id = ${uploadId}::uuid RETURNING file_id AS "fileId"`;
    if (upload?.fileId) await deleteUnattached(tx, [upload.fileId]);
  });
  await rm(pathOfUpload(uploadId), { force: true });
}

/** Deletes an upload and its bytes; a file that it became stays. */
export async function discardUpload(uploadId: string): Promise<void> {
  await db().upload.deleteMany({ where: { id: uploadId } });
  await rm(pathOfUpload(uploadId), { force: true });
}
