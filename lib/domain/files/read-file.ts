import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { query } from "@/lib/core/operation";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { type ByteRange, BytesMissing } from "@/lib/platform/storage/storage";
import { id } from "../fields";
import { type ReadableFile, requireReadableFile } from "./readable-file";
import { textEncoding } from "./text-encoding";

/** A file for a door to send. */
export type FileToSend = {
  file: ReadableFile;
  /** Opens the bytes, or a range of them. Throws StorageUnavailable, or BytesMissing if they are lost. */
  open(range?: ByteRange): Promise<Readable>;
  /** Tells the encoding of a text from its first bytes, such as `windows-1251`; null for other files. */
  encoding(): Promise<string | null>;
};

/**
 * Reads a file: its uploader until it is sent, then everybody who may read a message that has it. The right is checked at
 * each request. Error: `not_found`, for hidden and for unknown files alike.
 */
export const readFile = query({
  key: "file.read",
  summary: "Download a file",
  input: z.object({
    file: id,
    download: z
      .enum(["0", "1"], { error: 'Must be "1" or "0".' })
      .optional()
      .meta({ description: '"1": for saving; by default browsers show what is safe to show' }),
  }),
  authorize: ({ db, me }, { file }) => requireReadableFile(db, me.userId, file),

  execute: async (_ctx, _input, file): Promise<FileToSend> => ({
    file,
    open: (range) => open(file, range),
    encoding: () => encodingOf(file),
  }),
});

/** Opens the bytes. Where they are lost the caller learns that they are away, and the log has the key. */
async function open({ id, key }: ReadableFile, range?: ByteRange): Promise<Readable> {
  try {
    return await fileStorage().read(key, range);
  } catch (error) {
    if (BytesMissing.is(error)) console.warn(`File ${id} has no bytes in the storage, under ${key}.`);
    throw error;
  }
}

/** Bytes of a text from which its encoding is told. */
const HEAD_BYTES = 32 * 1024;

async function encodingOf(file: ReadableFile): Promise<string | null> {
  if (!file.type.startsWith("text/") || file.size === 0) return null;
  const head = await open(file, { start: 0, end: Math.min(file.size, HEAD_BYTES) - 1 });
  return textEncoding(await buffer(head));
}
