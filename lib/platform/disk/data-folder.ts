import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { codeOf, StartError } from "../start-error";

/**
 * Makes the data folder if it is missing, and checks that this process may write to it.
 *
 * @param folder absolute path
 * @throws StartError if it cannot be made, read or written
 */
export function openDataFolder(folder: string): void {
  explainErrors(folder, () => {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  });
}

/** Not `recursive`: if nothing can be made, as below /proc, Node would try for ever. */
function makeFolder(folder: string): void {
  // Only the owner may list it; under root the database's own user has to pass through it.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !statSync(folder).isDirectory()) throw error;
  }
}

/**
 * Returns a secret that is made at random once and stored in the data folder, readable by its owner only (mode 0600).
 * Two processes that start at the same time get the same one.
 *
 * @returns 64 hexadecimal characters, or the file's content
 * @throws StartError if the file can be neither read nor written
 */
export function storedSecret(folder: string, name: string): string {
  return explainErrors(folder, () => {
    const file = join(folder, name);
    return readSecret(file) ?? makeSecret(file);
  });
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Writes the secret to a temporary file, syncs it and links it: nobody reads half a secret, and the first one wins.
 */
function makeSecret(file: string): string {
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeDurably(temporary, `${randomBytes(32).toString("hex")}\n`);
    linkIfMissing(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, "wx", 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function linkIfMissing(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (["EPERM", "ENOTSUP", "ENOSYS"].includes(code))
      renameSync(from, to); // A file system without hard links.
    else if (code !== "EEXIST") throw error;
  }
}

const REASONS: Record<string, string> = {
  EACCES: "this user may not read and write it",
  EPERM: "this user may not read and write it",
  ENOENT: "it is not there, and cannot be made there",
  EROFS: "it is on a file system that is mounted read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "this user's disk quota is used up",
  ENOTDIR: "a part of its path is a file and not a folder",
  EEXIST: "there is a file of that name and not a folder",
};

function explainErrors<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const reason = REASONS[codeOf(error) ?? ""] ?? (error as Error).message;
    throw new StartError(`The data folder ${folder} cannot be used: ${reason}.`);
  }
}
