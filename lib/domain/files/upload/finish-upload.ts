import { copyFile, rm } from "node:fs/promises";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { DomainError, notFound } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import { db, type Tx } from "@/lib/platform/database/db";
import { linkOrCopy } from "@/lib/platform/disk/temporary-file";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { codeOf } from "@/lib/platform/start-error";
import { id } from "../../fields";
import { uploadFields } from "../file-fields";
import { insertFile, orDiscard, prepareFile } from "./new-file";
import { claimQuota } from "./quota";
import { adoptFile, newStagingPath, StagedFile } from "./stage-file";
import { discardBytes } from "./store-content";
import { discardUpload, pathOfUpload, readUpload, type UploadRow } from "./uploads";

/**
 * Makes an attachment of a resumable upload whose last byte has arrived. Any number of calls make one: one after a crash
 * finishes what the first could not, and later ones give the same id. A file that is refused for good ends the upload.
 *
 * @param upload the caller's own
 * @param given values of uploadFields, of any form
 * @returns the attachment's id
 * @throws `not_found` for an upload that was deleted meanwhile; what createFile throws
 */
export async function finishUpload(actor: Actor, { id, fileId }: UploadRow, given: object): Promise<string> {
  if (fileId) return fileId;
  const running = remember("uploads that finish", () => new Map<string, Promise<string>>());
  const first = running.get(id);
  if (first) return first;
  const mine = finish(actor, id, given).finally(() => running.delete(id));
  running.set(id, mine);
  return mine;
}

async function finish(actor: Actor, uploadId: string, given: object): Promise<string> {
  const file = await stageUpload(uploadId);
  if (!file) return finishedFile(uploadId);
  try {
    const { fileId } = await completeUpload(actor, { ...given, upload: uploadId, file });
    await rm(pathOfUpload(uploadId), { force: true });
    return fileId;
  } catch (error) {
    if (isFinal(error)) await discardUpload(uploadId);
    throw error;
  } finally {
    await file.remove();
  }
}

/** True for a refusal of the file itself, which a retry would get again. */
const isFinal = (error: unknown) =>
  DomainError.is(error) && ["unsupported_media_type", "payload_too_large"].includes(error.code);

/**
 * Gives the upload's bytes a second name, so that they survive until the row of the file is committed. Where another
 * process may still write to them (Redis is set), they are copied: stored bytes must never change.
 *
 * @returns null if the bytes are gone
 */
async function stageUpload(uploadId: string): Promise<StagedFile | null> {
  const path = await newStagingPath();
  const from = pathOfUpload(uploadId);
  try {
    if (settings().redisUrl) await copyFile(from, path);
    else await linkOrCopy(from, path);
    return await adoptFile(path);
  } catch (error) {
    await rm(path, { force: true });
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Returns the file that another call made of the upload meanwhile. @throws `gone` if there is none */
async function finishedFile(uploadId: string): Promise<string> {
  const row = await readUpload(db(), uploadId);
  if (row?.fileId) return row.fileId;
  throw new DomainError("gone", "The data of this upload was lost. Start the upload again.");
}

const completeUpload = operation({
  key: "upload.finish",
  summary: "Finish a resumable upload",
  input: z.object({ upload: id, file: z.instanceof(StagedFile), ...uploadFields }),
  prepare: (_actor, { file, name }) => prepareFile(file, name),

  authorize: ({ db, me }, { upload, file }, { content }) =>
    orDiscard(content, async () => {
      const row = await lockUpload(db, me.userId, upload);
      if (!row.fileId) await claimQuota(db, { userId: me.userId, bytes: file.size, uploadId: upload });
      return row;
    }),

  async execute(ctx, { upload, file, ...given }, { fileId }, prepared): Promise<{ fileId: string }> {
    if (fileId) {
      ctx.afterCommit(() => discardBytes(prepared.content)); // Another process finished it.
      return { fileId };
    }
    const made = await insertFile(ctx, file, given, prepared);
    await ctx.db.upload.update({ where: { id: upload }, data: { fileId: made.id } });
    return { fileId: made.id };
  },
});

async function lockUpload(tx: Tx, userId: string, uploadId: string): Promise<{ fileId: string | null }> {
  const [row] = await tx.$queryRaw<{ fileId: string | null }[]>`
    SELECT file_id AS "fileId" FROM upload
     WHERE id = ${uploadId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  if (!row) throw notFound(); // It was deleted meanwhile.
  return row;
}
