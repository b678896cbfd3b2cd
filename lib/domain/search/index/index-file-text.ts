import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { db } from "@/lib/platform/database/db";
import { tokensOfText } from "../words/text-pieces";
import { readStoredText, type StoredContent } from "./readable-text";

/**
 * Reads the text inside a content, once, and adds its words to the search entries of the files that have it. A file that
 * is sent meanwhile asks for the job again.
 */
export const indexFileTextJob = defineJob({
  kind: "file.text",
  input: z.object({ hash: z.string() }),
  maxAttempts: 10,
  backoff: { first: 10, longest: 3_600 },

  async run({ hash }, { signal }): Promise<void> {
    const known = await db().fileText.count({ where: { hash } });
    if (known === 0) await storeText(hash);
    await completeEntries(hash, signal);
  },
});

async function storeText(hash: string): Promise<void> {
  const content = await readContent(hash);
  if (!content) return;
  const text = await readStoredText(content);
  const tokens = await tokensOfText(text);
  await db().fileText.createMany({ data: [{ hash, text, tokens }], skipDuplicates: true });
}

/** Reads where the bytes are; null if no file has them any more. */
async function readContent(hash: string): Promise<StoredContent | null> {
  const file = await db().file.findFirst({ where: { hash }, select: { type: true, content: true } });
  return file && { type: file.type, key: file.content.key, size: Number(file.content.size) };
}

/** Entries that one query looks for. */
const BATCH = 100;

/** Adds the words of a content to entries without them. Each is a transaction: it never waits for two rows. */
async function completeEntries(hash: string, signal: AbortSignal): Promise<void> {
  for (let left = BATCH; left === BATCH; ) {
    const entries = await db().$queryRaw<{ roomId: string; seq: number; number: bigint }[]>`
      SELECT e.room_id AS "roomId", e.seq, e.number
        FROM file f JOIN attachment a ON a.file_id = f.id
        JOIN file_search e ON e.room_id = a.room_id AND e.seq = a.seq AND e.number = a.number
       WHERE f.hash = ${hash} AND NOT e.has_text LIMIT ${BATCH}`;
    for (const { roomId, seq, number } of entries) {
      signal.throwIfAborted();
      await db().$executeRaw`
        UPDATE file_search e SET tokens = e.tokens || t.tokens, has_text = true
          FROM file_text t
         WHERE t.hash = ${hash} AND NOT e.has_text
           AND e.room_id = ${roomId}::uuid AND e.seq = ${seq} AND e.number = ${number}`;
    }
    left = entries.length;
  }
}
