import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { readPdfText, readText } from "@/lib/platform/media/media";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { BytesMissing } from "@/lib/platform/storage/storage";
import { isPdf } from "@/lib/shared/files/file-kinds";
import { LIMITS } from "@/lib/shared/limits";

/** True for a file whose text is searched: a text in any encoding, or a PDF. */
export const hasReadableText = (type: string): boolean =>
  type.startsWith("text/") || type === "application/json" || type === "application/xml" || isPdf(type);

/** A content of the storage, with the media type that its bytes tell. */
export type StoredContent = { key: string; size: number; type: string };

/**
 * Reads the text inside a stored file, in the media process: at most LIMITS.fileTextLength characters of its first
 * LIMITS.fileTextBytes, or of a PDF's first LIMITS.fileTextPages pages. Empty for other files, PDFs larger than
 * LIMITS.fileTextPdfBytes, broken files and lost bytes.
 *
 * @throws StorageUnavailable, MediaUnavailable: it can be tried again
 */
export async function readStoredText({ key, size, type }: StoredContent): Promise<string> {
  if (size === 0 || !hasReadableText(type)) return "";
  try {
    if (!isPdf(type)) return await readText(await buffer(await openStart(key, size)));
    if (size > LIMITS.fileTextPdfBytes) return "";
    return await fileStorage().withLocalFile(key, readPdfText);
  } catch (error) {
    if (BytesMissing.is(error)) return "";
    throw error;
  }
}

const openStart = (key: string, size: number): Promise<Readable> =>
  fileStorage().read(key, { start: 0, end: Math.min(size, LIMITS.fileTextBytes) - 1 });
