import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { classifyText } from "./classify-text";
import { decodeText } from "./decode-text";
import { excerptOf } from "./excerpt";

/** Bytes by which a text is told from other files. */
const HEAD_BYTES = 64 * 1024;

const UNKNOWN = "application/octet-stream";

/** Documents that may consist of readable characters alone, and are no text for a reader. */
const DOCUMENTS = /^application\/(pdf|rtf|postscript)$/;

/**
 * Tells a file's media type from its bytes, and the first lines of a text. The name refines the type of a text without
 * markup only: `.csv` or `.md`. A signature at the beginning of a readable text is a word, such as "BM" or "GIF89a".
 */
export async function detectType(
  path: string,
  name: string,
): Promise<{ type: string; excerpt: string | null }> {
  const found = (await fileTypeFromFile(path))?.mime.split(";")[0];
  const text = decodeText(await readHead(path));
  if (text === null || (found && DOCUMENTS.test(found))) return { type: found ?? UNKNOWN, excerpt: null };
  const type = found?.startsWith("text/") ? found : classifyText(text, name);
  return { type, excerpt: excerptOf(text) };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
