import type { Readable } from "node:stream";
import { type ByteRange, BytesMissing, type FileStorage, type StoredObject } from "./storage";

/**
 * Two storages while files move from one to the other: writes go to the first, reads find bytes in either, and deleting
 * takes them from both. So the server runs on during a move (move-files.ts).
 */
export class FallbackStorage implements FileStorage {
  constructor(
    private readonly first: FileStorage,
    private readonly second: FileStorage,
  ) {}

  put(key: string, path: string): Promise<void> {
    return this.first.put(key, path);
  }

  putBytes(key: string, bytes: Uint8Array): Promise<void> {
    return this.first.putBytes(key, bytes);
  }

  read(key: string, range?: ByteRange): Promise<Readable> {
    return this.tryBoth((storage) => storage.read(key, range));
  }

  withLocalFile<T>(key: string, act: (path: string) => Promise<T>): Promise<T> {
    return this.tryBoth((storage) => storage.withLocalFile(key, act));
  }

  async size(key: string): Promise<number | null> {
    return (await this.first.size(key)) ?? (await this.second.size(key)) ?? this.first.size(key);
  }

  async delete(key: string): Promise<void> {
    await this.second.delete(key);
    await this.first.delete(key);
  }

  async *list(): AsyncGenerator<StoredObject> {
    yield* this.first.list();
    yield* this.second.list();
  }

  freeBytes(): Promise<number | null> {
    return this.first.freeBytes();
  }

  async removeRemains(before: Date): Promise<number> {
    return (await this.first.removeRemains(before)) + (await this.second.removeRemains(before));
  }

  /** Tries the first once more at last: the move may have taken the bytes there after the first look. */
  private async tryBoth<T>(act: (storage: FileStorage) => Promise<T>): Promise<T> {
    for (const storage of [this.first, this.second]) {
      try {
        return await act(storage);
      } catch (error) {
        if (!BytesMissing.is(error)) throw error;
      }
    }
    return act(this.first);
  }
}
