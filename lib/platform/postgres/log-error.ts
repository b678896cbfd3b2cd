import { statfsSync } from "node:fs";

/**
 * The line that says why, of all that a program of PostgreSQL prints when it fails; "the disk is full" where it is, also
 * if nothing could be printed for that reason.
 * @param folder any that is on the disk in question
 */
export function firstLogError(output: string, folder: string): string {
  if (/No space left on device|Disk quota exceeded/.test(output) || isFull(folder)) return "the disk is full";
  const lines = output.split("\n").filter((line) => /FATAL|PANIC|error:|could not/.test(line));
  return (lines[0] ?? "it gave no reason").replace(/^.*?(FATAL|PANIC|error):\s*/, "").replace(/\.$/, "");
}

/** PostgreSQL's own word for it does not fit on a full disk. */
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 64 * 1024;
}
