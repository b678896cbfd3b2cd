import type { DBSchema } from "idb";
import { deviceDatabase } from "../storage/device-database";
import { filesName } from "../storage/names";
import type { StoredUpload } from "./upload";

/** Bytes of one record. Records of this size can be written on phones, where large ones fail. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** The store of uploads. Every call may fail: storage may be full or missing. */
export type UploadStore = {
  all: () => Promise<StoredUpload[]>;
  put: (upload: StoredUpload) => Promise<void>;
  /** Copies the bytes, record by record. Rejects if they cannot be read or stored. */
  copy: (id: string, bytes: Blob) => Promise<void>;
  /** Changes a row if it is still there. Resolves to the row as it is afterwards; null without one. */
  patch: (id: string, change: (upload: StoredUpload) => StoredUpload) => Promise<StoredUpload | null>;
  /** The bytes from `start` to `end`, which is not included. */
  slice: (id: string, start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Removes the bytes of an upload and keeps its row. */
  dropBytes: (id: string) => Promise<void>;
  /** Removes uploads with their bytes. */
  drop: (ids: readonly string[]) => Promise<void>;
  close: () => void;
};

interface UploadsSchema extends DBSchema {
  uploads: { key: string; value: StoredUpload };
  /** ArrayBuffers, because Safari cannot always store Blobs. */
  chunks: { key: [id: string, index: number]; value: ArrayBuffer };
}

/** The records of one upload: arrays order after numbers and strings (Indexed Database API 3.0, section 2.4). */
const chunksOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** Reads bytes of a file. Throws where the file cannot be read, or has changed since it was chosen. */
export async function readBytes(bytes: Blob, start: number, end: number): Promise<ArrayBuffer> {
  const read = await bytes.slice(start, end).arrayBuffer();
  if (read.byteLength !== end - start) throw new UnreadableFile();
  return read;
}

/** The chosen file cannot be read any more, such as a photo that Android keeps in a cloud. */
export class UnreadableFile extends Error {}

/** Opens a person's uploads in IndexedDB. Raising `version` must never empty it: nobody else has these bytes. */
export function createUploadStore(userId: string): UploadStore {
  const { use, close } = deviceDatabase<UploadsSchema>({
    name: filesName(userId),
    version: 1,
    upgrade(database) {
      database.createObjectStore("uploads", { keyPath: "id" });
      database.createObjectStore("chunks");
    },
  });

  return {
    all: () => use((database) => database.getAll("uploads")),
    put: (upload) => use(async (database) => void (await database.put("uploads", upload))),
    async copy(id, bytes) {
      for (let index = 0; index * CHUNK_BYTES < bytes.size; index++) {
        const start = index * CHUNK_BYTES;
        const end = Math.min(bytes.size, start + CHUNK_BYTES);
        const chunk = await readBytes(bytes, start, end).catch(() => {
          throw new UnreadableFile();
        });
        await use((database) => database.put("chunks", chunk, [id, index]));
      }
    },
    patch: (id, change) =>
      use(async (database) => {
        const transaction = database.transaction("uploads", "readwrite");
        const upload = await transaction.store.get(id);
        const changed = upload ? { ...change(upload), rev: upload.rev + 1 } : null;
        if (changed) await transaction.store.put(changed);
        await transaction.done;
        return changed;
      }),
    slice: (id, start, end) =>
      use(async (database) => {
        const [first, last] = [Math.floor(start / CHUNK_BYTES), Math.floor((end - 1) / CHUNK_BYTES)];
        const bytes = new Uint8Array(Math.max(0, end - start));
        for (let index = first; index <= last; index++) {
          const chunk = await database.get("chunks", [id, index]);
          if (!chunk) throw new UnreadableFile();
          const from = index * CHUNK_BYTES;
          const part = new Uint8Array(chunk).subarray(Math.max(0, start - from), end - from);
          bytes.set(part, Math.max(0, from - start));
        }
        return bytes;
      }),
    dropBytes: (id) => use((database) => database.delete("chunks", chunksOf(id))),
    drop: (ids) =>
      use(async (database) => {
        const transaction = database.transaction(["uploads", "chunks"], "readwrite");
        for (const id of ids) {
          void transaction.objectStore("uploads").delete(id);
          void transaction.objectStore("chunks").delete(chunksOf(id));
        }
        await transaction.done;
      }),
    close,
  };
}
