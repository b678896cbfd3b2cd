import type { Readable } from "node:stream";

/** Bytes from `start` to `end`, both counted from 0 and both included (RFC 9110, 14.1.2). */
export type ByteRange = { start: number; end: number };

/** An object of the storage. */
export type StoredObject = { key: string; size: number; modifiedAt: Date };

/**
 * Bytes by key: the files of messages, and what is derived from them. A key is 8 to 200 letters, digits, `-` and `_`;
 * derived bytes are named `${key}.${what}` and go with their key. Bytes under a key are whole or absent, and never
 * change. Every method throws StorageUnavailable if the disk or the S3 server cannot do it now.
 */
export type FileStorage = {
  /** Stores a local file, and takes it away from its path. */
  put(key: string, path: string): Promise<void>;
  putBytes(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Opens the bytes, or a range of them. Destroy the stream to release it early.
   *
   * @throws BytesMissing if there are none under this key
   */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /**
   * Calls `act` with a path at which the bytes can be read until it ends, for programs that need a file.
   *
   * @throws BytesMissing if there are none under this key
   */
  withLocalFile<T>(key: string, act: (path: string) => Promise<T>): Promise<T>;
  /** Returns the number of bytes; null if there are none under this key. */
  size(key: string): Promise<number | null>;
  /** Deletes the bytes and all that is derived from them. Succeeds if there are none. */
  delete(key: string): Promise<void>;
  /** Lists all objects, derived ones too, in no order. One that is written or deleted meanwhile may be missing. */
  list(): AsyncIterable<StoredObject>;
  /** Returns the bytes that can still be stored; null if nobody can say, as of S3. */
  freeBytes(): Promise<number | null>;
  /**
   * Removes what interrupted writes left behind before this time: temporary files, parts of uploads.
   *
   * @returns how many
   */
  removeRemains(before: Date): Promise<number>;
};

/**
 * Thrown when the storage cannot read or write now: a full disk, an absent folder, an S3 server that does not answer.
 * Doors answer 503 `unavailable`, by `code` (lib/core/errors.ts); `cause` has the reason.
 */
export class StorageUnavailable extends Error {
  override readonly name = "StorageUnavailable";
  readonly code = "ESTORAGE";
}

/** Thrown when there are no bytes under a key. Where a row names the key, they are lost or deleted meanwhile. */
export class BytesMissing extends Error {
  override readonly name = "BytesMissing";
  readonly code = "EMISSING";

  constructor(readonly key: string) {
    super(`The storage has no bytes under ${key}.`);
  }

  // Not `instanceof`: each module graph of the process has its own copy of this class.
  static is(error: unknown): error is BytesMissing {
    return error instanceof Error && error.name === "BytesMissing";
  }
}

const KEY = /^[\w-]{8,200}(\.[\w.-]{1,100})?$/;

/** Returns the key. @throws RangeError for one that could name another place, such as `../x` */
export function checkedKey(key: string): string {
  if (!KEY.test(key) || key.includes("..")) throw new RangeError(`Not a key of the storage: ${key}`);
  return key;
}
