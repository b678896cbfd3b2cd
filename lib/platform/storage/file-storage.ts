import { join } from "node:path";
import { remember } from "../remember";
import { type Settings, settings } from "../settings";
import { DiskStorage } from "./disk-storage";
import type { FileStorage } from "./storage";

/** Returns the storage of this process: files below `DATA_DIR/files`. Each settings have their own. */
export function fileStorage(): FileStorage {
  const known = remember("file storages", () => new WeakMap<Settings, FileStorage>());
  const found = known.get(settings()) ?? new DiskStorage(filesFolder());
  known.set(settings(), found);
  return found;
}

/** Returns the folder of files on this machine's disk. */
export const filesFolder = () => join(settings().dataDir, "files");
