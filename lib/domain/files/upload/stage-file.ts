import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@/lib/core/errors";
import { makePrivateFolder, temporaryPath } from "@/lib/platform/disk/temporary-file";
import { writeInSteps } from "@/lib/platform/disk/write-in-steps";
import { settings } from "@/lib/platform/settings";

/** A file that has arrived whole on this machine and belongs to nobody yet. Remove it when done. */
export class StagedFile {
  /**
   * @param path absolute
   * @param size bytes
   * @param hash SHA-256 of the bytes, in hexadecimal
   */
  constructor(
    public path: string,
    public size: number,
    public hash: string,
  ) {}

  /** Lets other bytes, in a file of their own, take the place of these. */
  async replaceWith(path: string): Promise<void> {
    const { size, hash } = await adoptFile(path);
    await this.remove();
    Object.assign(this, { path, size, hash });
  }

  /** Returns what identifies the bytes, for the hash of a request under an Idempotency-Key. */
  toJSON() {
    return { hash: this.hash, size: this.size };
  }

  /** Deletes the file, unless the storage has taken it over. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** Returns the folder of uploads that are not finished. */
export const stagingFolder = () => join(settings().dataDir, "uploads");

/** Makes the folder of uploads that are not finished, if it is missing. */
export const makeStagingFolder = () => makePrivateFolder(stagingFolder());

/** Returns a path in the staging folder for a new file. Makes the folder. */
export async function newStagingPath(): Promise<string> {
  await makeStagingFolder();
  return temporaryPath(stagingFolder());
}

/** Bytes of one upload in memory. */
const WAITING_BYTES = 1024 * 1024;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a stream to a file of its own and hashes it on the way. Memory does not grow with its size. A stream that
 * fails or is too long leaves nothing behind.
 *
 * @param maxBytes size limit, counted while the bytes arrive
 * @throws `payload_too_large`; errors of the stream and of the disk (ENOSPC) as they are
 */
export async function stageFile(chunks: Chunks, maxBytes: number): Promise<StagedFile> {
  const path = await newStagingPath();
  // Opened first: a stream that fails at once would be cleaned up before its file is there.
  const file = await open(path, "wx", 0o600);
  try {
    const sum = new Sum(maxBytes);
    await writeInSteps(sum.of(chunks), file, { waiting: WAITING_BYTES });
    return new StagedFile(path, sum.size, sum.hash());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Makes a staged file of one that is there, which it reads to hash it. */
export async function adoptFile(path: string): Promise<StagedFile> {
  const sum = new Sum(Number.POSITIVE_INFINITY);
  for await (const _chunk of sum.of(createReadStream(path)));
  return new StagedFile(path, sum.size, sum.hash());
}

/** Size and SHA-256 of a stream that passes. */
class Sum {
  size = 0;
  private readonly sha = createHash("sha256");

  /** @param maxBytes size limit, counted while the bytes pass */
  constructor(private readonly maxBytes: number) {}

  async *of(chunks: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.size += chunk.length;
      if (this.size > this.maxBytes) throw tooLarge(this.maxBytes);
      this.sha.update(chunk);
      yield chunk;
    }
  }

  /** Returns the hash in hexadecimal, once. */
  hash = () => this.sha.digest("hex");
}

/** Refuses a file that is larger than the workspace allows. */
export function tooLarge(maxBytes: number): DomainError {
  const message = `A file may have at most ${maxBytes} bytes.`;
  const errors = [{ path: "file", message, reason: "too_large", limit: maxBytes }];
  return new DomainError("payload_too_large", message, { reason: "file_size", errors });
}
