import { createHash } from "node:crypto";
import { v4 as randomId, v7 as uuid } from "uuid";
import { db } from "@/lib/platform/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { Person } from "./world";

type Facts = { name?: string; type?: string; hasThumbnail?: boolean; isAnimated?: boolean };

/**
 * A file that somebody has uploaded, with its bytes, written without a door: for tests of reading and deleting.
 * @returns its id, and the key and hash of its bytes
 */
export async function storedFile({ userId }: Pick<Person, "userId">, bytes: Uint8Array, facts: Facts = {}) {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const known = await db().fileContent.findUnique({ where: { hash } });
  const key = known?.key ?? randomId().replaceAll("-", "");
  if (!known) {
    await fileStorage().putBytes(key, bytes);
    await db().fileContent.create({ data: { hash, key, size: bytes.length } });
  }
  const row = { id: uuid(), uploaderId: userId, hash, size: bytes.length };
  await db().file.create({ data: { ...row, name: "plan.txt", type: "text/plain", ...facts } });
  return { id: row.id, key, hash };
}
