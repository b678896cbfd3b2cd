import { constants } from "node:fs";
import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  opendir,
  readdir,
  rename,
  rm,
  stat,
  statfs,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { makePrivateFolder, temporaryPath } from "../disk/temporary-file";
import { codeOf } from "../start-error";
import { removeOldFiles } from "./remove-old-files";
import type { ByteRange, FileStorage, StoredObject } from "./storage";
import { BytesMissing, checkedKey, StorageUnavailable } from "./storage";

/** Folder of half-written files, on the same file system as the others, so that a rename is one step. */
const TEMPORARY = "tmp";

/**
 * Stores bytes as files below a folder: `ab/cd/abcd…`, so that no folder grows large. A file is written under a temporary
 * name, synced and renamed: under its own name it is whole, also after a power cut. The folder is made once; if it is
 * absent later, as when a disk is not mounted, nothing is written to the place below it.
 */
export class DiskStorage implements FileStorage {
  private made: Promise<unknown> | undefined;

  /** @param root absolute path */
  constructor(private readonly root: string) {}

  put(key: string, path: string): Promise<void> {
    return this.attempt(async () => {
      await withFile(path, "r+", seal);
      try {
        await this.publish(path, key);
      } catch (error) {
        if (codeOf(error) !== "EXDEV") throw error;
        await this.copyFrom(path, key);
      }
    });
  }

  putBytes(key: string, bytes: Uint8Array): Promise<void> {
    return this.writeTemporary(key, (temporary) =>
      withFile(temporary, "wx", async (file) => {
        await file.writeFile(bytes);
        await seal(file);
      }),
    );
  }

  read(key: string, range?: ByteRange): Promise<Readable> {
    return this.attempt(async () => {
      const file = await open(this.pathOf(key), "r").catch((error) => this.absent(error));
      if (!file) throw new BytesMissing(key);
      return file.createReadStream({ ...range });
    });
  }

  async withLocalFile<T>(key: string, act: (path: string) => Promise<T>): Promise<T> {
    if ((await this.size(key)) === null) throw new BytesMissing(key);
    return act(this.pathOf(key));
  }

  size(key: string): Promise<number | null> {
    return this.attempt(async () => {
      const found = await stat(this.pathOf(key)).catch((error) => this.absent(error));
      return found?.size ?? null;
    });
  }

  delete(key: string): Promise<void> {
    return this.attempt(async () => {
      const folder = dirname(this.pathOf(key));
      const names = (await readdir(folder).catch((error) => this.absent(error))) ?? [];
      // The derived ones first: a crash in between leaves the key, which says that there is more to delete.
      const derived = names.filter((name) => name.startsWith(`${key}.`));
      for (const name of [...derived, key]) await rm(join(folder, name), { force: true });
    });
  }

  async *list(): AsyncGenerator<StoredObject> {
    const options = { recursive: true, bufferSize: 256 };
    for await (const entry of await this.attempt(() => opendir(this.root, options))) {
      if (!entry.isFile() || basename(entry.parentPath) === TEMPORARY) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch((error) => this.absent(error));
      if (found) yield { key: entry.name, size: found.size, modifiedAt: found.mtime };
    }
  }

  freeBytes(): Promise<number> {
    return this.attempt(async () => {
      const { bavail, bsize } = await statfs(this.root);
      return bavail * bsize;
    });
  }

  removeRemains(before: Date): Promise<number> {
    return this.attempt(() => removeOldFiles(join(this.root, TEMPORARY), before));
  }

  private pathOf(key: string): string {
    return join(this.root, checkedKey(key).slice(0, 2), key.slice(2, 4), key);
  }

  /** Copies a file of another file system, and removes it from there. */
  private async copyFrom(path: string, key: string): Promise<void> {
    await this.writeTemporary(key, async (temporary) => {
      await copyFile(path, temporary, constants.COPYFILE_EXCL);
      await withFile(temporary, "r+", seal);
    });
    await rm(path, { force: true });
  }

  private writeTemporary(key: string, write: (temporary: string) => Promise<void>): Promise<void> {
    const temporary = temporaryPath(join(this.root, TEMPORARY));
    return this.attempt(async () => {
      try {
        checkedKey(key);
        await write(temporary);
        await this.publish(temporary, key);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        throw error;
      }
    });
  }

  /** Gives a synced file its name. */
  private async publish(path: string, key: string): Promise<void> {
    const final = this.pathOf(key);
    await makeShard(dirname(final));
    await rename(path, final);
    await syncFolder(dirname(final));
  }

  /** Returns undefined for a file that is not there. @throws if the whole storage is not there */
  private async absent(error: unknown): Promise<undefined> {
    if (codeOf(error) !== "ENOENT") throw error;
    await stat(this.root);
  }

  private async attempt<T>(act: () => Promise<T>): Promise<T> {
    try {
      this.made ??= makePrivateFolder(join(this.root, TEMPORARY));
      await this.made.catch((error) => {
        this.made = undefined;
        throw error;
      });
      return await act();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new StorageUnavailable("The folder of files cannot be used.", { cause: error });
    }
  }
}

const isSystemError = (error: unknown) => error instanceof Error && "syscall" in error;

/** Makes a key's two folders, but never the root above them: it may be a disk that is not mounted. */
async function makeShard(folder: string): Promise<void> {
  for (const path of [dirname(folder), folder]) {
    try {
      await mkdir(path, { mode: 0o700 });
      await syncFolder(dirname(path));
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** Writes a folder's entries to the disk: without it a power cut can undo a rename. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== "win32") await withFile(folder, "r", (handle) => handle.sync());
}

/** Makes a file readable by its owner only, and durable. */
async function seal(file: FileHandle): Promise<void> {
  await file.chmod(0o600);
  await file.sync();
}

async function withFile(
  path: string,
  flags: string,
  act: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await act(file);
  } finally {
    await file.close();
  }
}
