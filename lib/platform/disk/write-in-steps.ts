import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Bytes after which a file is written to the disk. */
const SYNC_STEP = 2 * 1024 * 1024;

type Options = {
  /** Place of the first byte in the file. */
  start?: number;
  /** Bytes that may wait in memory: few large writes cost less than many small ones. They are lost with the stream. */
  waiting?: number;
};

/**
 * Writes a stream to an open file and closes it. The disk takes the file in steps while it arrives: written at its end
 * alone, a large file keeps the disk busy for as long as 200 ms, and every commit of PostgreSQL waits.
 *
 * @returns the number of bytes written
 * @throws errors of the stream and of the disk (ENOSPC) as they are
 */
export async function writeInSteps(
  chunks: AsyncIterable<Uint8Array>,
  file: FileHandle,
  { start = 0, waiting = 64 * 1024 }: Options = {},
): Promise<number> {
  const stream = file.createWriteStream({ start, highWaterMark: waiting });
  await pipeline(syncing(chunks, file), stream);
  return stream.bytesWritten;
}

async function* syncing(chunks: AsyncIterable<Uint8Array>, file: FileHandle): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let step: Promise<void> = Promise.resolve();
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    if (bytes < SYNC_STEP) continue;
    bytes = 0;
    await step;
    step = file.datasync();
    step.catch(() => {}); // Thrown by the next `await`.
  }
  await step;
}
