import { open, readFile } from "node:fs/promises";
import { type KeptParts, OddBytes } from "./kept";
import { stripGif } from "./strip-gif";
import { stripJpeg } from "./strip-jpeg";
import { stripPng } from "./strip-png";
import { stripWebp } from "./strip-webp";

const STRIPPERS: Readonly<Record<string, (bytes: Buffer) => KeptParts>> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/apng": stripPng,
  "image/gif": stripGif,
  "image/webp": stripWebp,
};

/**
 * Writes an image without its metadata to a new file. The pixels are not encoded anew, so that nothing is lost and an
 * animation stays one.
 *
 * @returns "clean" if there was no metadata and nothing is written; "odd" if the bytes cannot be taken apart
 */
export async function stripImage(
  path: string,
  type: string,
  to: string,
): Promise<"clean" | "stripped" | "odd"> {
  const strip = STRIPPERS[type];
  if (!strip) return "odd";
  const bytes = await readFile(path);
  try {
    const kept = strip(bytes);
    if (isSame(kept, bytes)) return "clean";
    await writeParts(to, kept);
    return "stripped";
  } catch (error) {
    if (error instanceof OddBytes) return "odd";
    throw error;
  }
}

function isSame(parts: KeptParts, bytes: Buffer): boolean {
  let at = 0;
  for (const part of parts) {
    if (!bytes.subarray(at, at + part.length).equals(part)) return false;
    at += part.length;
  }
  return at === bytes.length;
}

async function writeParts(path: string, parts: KeptParts): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writev(parts);
  } finally {
    await file.close();
  }
}
