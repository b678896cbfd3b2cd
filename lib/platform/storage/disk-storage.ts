import { randomBytes } from "node:crypto";
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
import { codeOf } from "../start-error";
import {
  type ByteRange,
  BytesMissing,
  checkedKey,
  type FileStorage,
  StorageUnavailable,
  type StoredObject,
} from "./storage";

/** Folder of half-written files, on the same file system as the others, so that a rename is one step. */
const TEMPORARY = "tmp";

/**
 * Stores bytes as files below a folder: `ab/cd/abcd…`, so that no folder grows large. A file is written under a temporary
 * name, synced and renamed: under its own name it is whole, also after a power cut. The folder is made once; if it is
 * absent later, as when a disk is not mounted, nothing is written to the place below it.
 *
 * @param root absolute path
 */
export function diskStorage(root: string): FileStorage {
  const folderOf = (key: string) => join(root, key.slice(0, 2), key.slice(2, 4));
  const pathOf = (key: string) => join(folderOf(key), checkedKey(key));
  const temporaryPath = () => join(root, TEMPORARY, randomBytes(12).toString("hex"));
  let made: Promise<unknown> | undefined;
  const attempt = <T>(act: () => Promise<T>) =>
    explained(async () => {
      made ??= mkdir(join(root, TEMPORARY), { recursive: true, mode: 0o700 });
      await made.catch((error) => {
        made = undefined;
        throw error;
      });
      return act();
    });

  /** Gives a synced file its name. */
  async function publish(path: string, key: string): Promise<void> {
    const folder = folderOf(checkedKey(key));
    await makeShard(folder);
    await rename(path, pathOf(key));
    await syncFolder(folder);
  }

  return {
    put: (key, path) =>
      attempt(async () => {
        await withFile(path, "r+", seal);
        try {
          await publish(path, key);
        } catch (error) {
          if (codeOf(error) !== "EXDEV") throw error;
          const temporary = temporaryPath();
          await discardOnError(temporary, async () => {
            await copyFile(path, temporary, constants.COPYFILE_EXCL);
            await withFile(temporary, "r+", seal);
            await publish(temporary, key);
          });
          await rm(path, { force: true });
        }
      }),

    putBytes: (key, bytes) =>
      attempt(async () => {
        const temporary = temporaryPath();
        await discardOnError(temporary, async () => {
          await withFile(temporary, "wx", async (file) => {
            await file.writeFile(bytes);
            await seal(file);
          });
          await publish(temporary, key);
        });
      }),

    read: (key, range) => attempt(() => openStream(root, pathOf(key), key, range)),

    size: (key) =>
      attempt(async () => {
        const found = await stat(pathOf(key)).catch(async (error) => absent(error, root));
        return found?.size ?? null;
      }),

    delete: (key) =>
      attempt(async () => {
        const folder = folderOf(checkedKey(key));
        const names = (await readdir(folder).catch(async (error) => absent(error, root))) ?? [];
        // The derived ones first: a crash in between leaves the key, which says that there is more to delete.
        const derived = names.filter((name) => name.startsWith(`${key}.`));
        for (const name of [...derived, key]) await rm(join(folder, name), { force: true });
      }),

    list: () => listFiles(root),

    freeBytes: () =>
      attempt(async () => {
        const { bavail, bsize } = await statfs(root);
        return bavail * bsize;
      }),
  };
}

async function openStream(root: string, path: string, key: string, range?: ByteRange) {
  const file = await open(path, "r").catch(async (error) => absent(error, root));
  if (!file) throw new BytesMissing(key);
  return file.createReadStream({ ...range, highWaterMark: 256 * 1024 });
}

async function* listFiles(root: string): AsyncGenerator<StoredObject> {
  for await (const entry of await explained(() => opendir(root, { recursive: true, bufferSize: 256 }))) {
    if (!entry.isFile() || basename(entry.parentPath) === TEMPORARY) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(async (error) => absent(error, root));
    if (found) yield { key: entry.name, size: found.size, modifiedAt: found.mtime };
  }
}

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

/** Undefined for a file that is not there; throws if the whole storage is not there. */
async function absent(error: unknown, root: string): Promise<undefined> {
  if (codeOf(error) !== "ENOENT") throw error;
  await stat(root);
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

async function discardOnError(path: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}

async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!codeOf(error) || BytesMissing.is(error)) throw error;
    throw new StorageUnavailable("The folder of files cannot be used.", { cause: error });
  }
}
