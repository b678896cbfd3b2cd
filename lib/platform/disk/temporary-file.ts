import { randomBytes } from "node:crypto";
import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Makes a folder for its owner alone, if it is missing. */
export const makePrivateFolder = (folder: string) => mkdir(folder, { recursive: true, mode: 0o700 });

/** Returns a path in a folder for a file that is not there yet. */
export const temporaryPath = (folder: string): string => join(folder, randomBytes(12).toString("hex"));

/** Gives a file a second name, or copies it to another file system. A copy that fails leaves nothing behind. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to).catch(async (error) => {
      await rm(to, { force: true });
      throw error;
    });
  }
}
