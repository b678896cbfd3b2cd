import { existsSync } from "node:fs";
import { join } from "node:path";
import { remember } from "../remember";
import { type EnvironmentSettings, type Settings, settings } from "../settings";
import { DiskStorage } from "./disk-storage";
import { FallbackStorage } from "./fallback-storage";
import { LazyStorage } from "./lazy-storage";
import type { S3Settings } from "./s3-settings";
import type { FileStorage } from "./storage";

/** Returns the storage of this process. Each settings have their own, so that tests do not share it. */
export function fileStorage(): FileStorage {
  const known = remember("file storages", () => new WeakMap<Settings, FileStorage>());
  const found = known.get(settings()) ?? storageFor(settings());
  known.set(settings(), found);
  return found;
}

type StorageSettings = Pick<EnvironmentSettings, "dataDir" | "s3" | "newFilesIn">;

/** Makes the storage that settings ask for: the disk, S3, or one of them with the other to read from. */
function storageFor(given: StorageSettings): FileStorage {
  const { s3 } = given;
  const disk = diskStorageFor(given);
  if (!s3) return disk;
  const bucket = s3StorageFor(given, s3);
  if (placeOfNewFiles(given) === "disk") return new FallbackStorage(disk, bucket);
  return existsSync(filesFolder(given)) ? new FallbackStorage(bucket, disk) : bucket;
}

/** Returns where the server writes new files. */
export const placeOfNewFiles = ({ s3, newFilesIn }: StorageSettings): "disk" | "s3" =>
  newFilesIn ?? (s3 ? "s3" : "disk");

/** Makes the storage on this machine's disk. */
export const diskStorageFor = (given: StorageSettings): FileStorage => new DiskStorage(filesFolder(given));

/** Makes the storage in a bucket. The SDK is loaded when it is used. */
export const s3StorageFor = (given: StorageSettings, s3: S3Settings): FileStorage =>
  new LazyStorage(async () => {
    const { S3Storage } = await import("./s3-storage");
    return new S3Storage(s3, temporaryFolder(given));
  });

/** Returns the folder for local copies of files on their way to or from the bucket. */
export const temporaryFolder = ({ dataDir }: Pick<StorageSettings, "dataDir">) => join(dataDir, "tmp");

const filesFolder = ({ dataDir }: Pick<StorageSettings, "dataDir">) => join(dataDir, "files");
