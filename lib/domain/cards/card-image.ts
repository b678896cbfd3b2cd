import { createHash, randomBytes } from "node:crypto";
import { db } from "@/lib/platform/database/db";
import { makePicture } from "@/lib/platform/media/media";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { LIMITS } from "@/lib/shared/limits";
import { fetchForCard } from "./fetch-for-card";
import { isOwnAddress, isSpentOnce } from "./private-links";
import type { StoredImage } from "./stored-card";

/**
 * Fetches the picture of a card, makes a small WebP of it and stores that: readers get it from this server, so that no
 * other one learns their addresses. @returns null if there is no picture that could be shown
 */
export async function fetchCardImage(url: string): Promise<StoredImage | null> {
  try {
    const { status, body, isWhole } = await fetchForCard(url, {
      accept: "image/webp,image/png,image/jpeg,image/gif;q=0.9",
      maxBytes: LIMITS.cardImageBytes,
      // Image hosts sign their addresses: a signature in one is no secret, because the page shows it to everybody.
      mayFetch: (target) => !isOwnAddress(target) && !isSpentOnce(target),
      accepts: (answer) => answer.status === 200,
    });
    return status === 200 && isWhole ? await keepPicture(body) : null;
  } catch {
    return null; // Refused, unreachable, or no picture: the card does without.
  }
}

/** Decodes the picture in a media process. SVG is refused there: it can hold scripts and addresses. */
async function keepPicture(body: Buffer): Promise<StoredImage | null> {
  const { max, min } = LIMITS.cardImagePixels;
  const { bytes, width, height } = await makePicture(body, { size: max, fit: "inside" });
  return Math.min(width, height) < min ? null : storeImage(bytes, { width, height });
}

/** Stores the bytes of a picture once, however many pages show it. */
async function storeImage(bytes: Uint8Array, size: { width: number; height: number }): Promise<StoredImage> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const known = await db().cardImage.updateMany({ where: { hash }, data: { seenAt: new Date() } });
  if (known.count === 0) {
    const key = `card-${randomBytes(16).toString("hex")}`;
    await fileStorage().putBytes(key, bytes);
    const { count } = await db().cardImage.createMany({
      data: { hash, key, ...size },
      skipDuplicates: true,
    });
    if (count === 0) await fileStorage().delete(key); // Another process was faster.
  }
  return { hash, ...size };
}
