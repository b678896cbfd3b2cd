import { statfsSync } from "node:fs";

/**
 * Picks the line with the error from the output of a PostgreSQL program; "the disk is full" if it is, even without
 * output.
 *
 * @param folder any folder on that disk
 */
export function firstLogError(output: string, folder: string): string {
  if (/No space left on device|Disk quota exceeded/.test(output) || isFull(folder)) return "the disk is full";
  const lines = output.split("\n").filter((line) => /FATAL|PANIC|error:|could not/.test(line));
  return (lines[0] ?? "it gave no reason").replace(/^.*?(FATAL|PANIC|error):\s*/, "").replace(/\.$/, "");
}

/** PostgreSQL's own message may not fit on a full disk. */
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 64 * 1024;
}
