import { open, stat, writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { DataStore, ERRORS, Metadata, Upload } from "@tus/server";
import { db } from "@/lib/platform/database/db";
import { writeInSteps } from "@/lib/platform/disk/write-in-steps";
import { codeOf } from "@/lib/platform/start-error";
import { makeStagingFolder } from "../../domain/files/upload/stage-file";
import {
  discardUpload,
  pathOfUpload,
  readUpload,
  UPLOAD_MS,
  withdrawUpload,
} from "../../domain/files/upload/uploads";

/**
 * The store of tus: rows of `upload`, which beginUpload writes, and one file for each upload in the staging folder. Its
 * length is the offset. An upload that became an attachment has no file any more and counts as complete.
 */
export class UploadStore extends DataStore {
  override extensions = ["creation", "creation-with-upload", "termination", "expiration"];

  override async create(upload: Upload): Promise<Upload> {
    try {
      await makeStagingFolder();
      await writeFile(pathOfUpload(upload.id), "", { flag: "wx", mode: 0o600 });
    } catch (error) {
      await discardUpload(upload.id);
      throw error;
    }
    return upload;
  }

  override async write(chunks: Readable, id: string, offset: number): Promise<number> {
    try {
      const file = await open(pathOfUpload(id), "r+");
      return offset + (await writeInSteps(chunks, file, { start: offset }));
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      return offsetOf(id); // Another request finished the upload, or the bytes are lost.
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await readUpload(db(), id);
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    const { size, metadata } = row;
    return new Upload({
      id,
      size,
      offset: row.fileId ? size : await offsetOf(id),
      ...(metadata && { metadata: Metadata.parse(metadata) }),
      // A complete upload answers for as long as its row is there.
      ...(!row.fileId && { creation_date: row.createdAt.toISOString() }),
    });
  }

  override async remove(id: string): Promise<void> {
    await withdrawUpload(id);
  }

  override getExpiration = () => UPLOAD_MS;
}

/** Returns the number of bytes that have arrived. */
async function offsetOf(id: string): Promise<number> {
  try {
    return (await stat(pathOfUpload(id))).size;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    // Another request finished the upload since its row was read. Or the bytes are lost: the client begins anew.
    const row = await readUpload(db(), id);
    if (!row?.fileId) throw ERRORS.FILE_NO_LONGER_EXISTS;
    return row.size;
  }
}
