import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../start-error";

/**
 * Deletes the files of a folder that were last written before a time; folders in it stay.
 *
 * @returns how many; 0 if there is no such folder
 */
export async function removeOldFiles(folder: string, before: Date): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder).catch(ignoreAbsent([]))) {
    const path = join(folder, name);
    const found = await stat(path).catch(ignoreAbsent(null));
    if (!found?.isFile() || found.mtime >= before) continue;
    await rm(path, { force: true });
    count++;
  }
  return count;
}

const ignoreAbsent =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (codeOf(error) !== "ENOENT") throw error;
    return instead;
  };
