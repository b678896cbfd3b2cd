import { definePeriodicJob } from "@/lib/core/jobs/periodic";
import { db } from "@/lib/platform/database/db";
import { fileStorage } from "@/lib/platform/storage/file-storage";

/** Rows that one statement deletes. */
const BATCH = 1_000;
/** A picture that no message shows is kept for a day: a link may be posted again. */
const KEPT_HOURS = 24;

/**
 * Deletes every hour what is no longer needed: what pages said after an hour, and pictures that no message has shown for a
 * day.
 */
export const sweepCardsJob = definePeriodicJob({
  kind: "cards.sweep",
  everySeconds: 3_600,
  async run({ signal }): Promise<void> {
    while ((await deletePreviews()) > 0) signal.throwIfAborted();
    while ((await deleteImages()) > 0) signal.throwIfAborted();
  },
});

const deletePreviews = (): Promise<number> =>
  db().$executeRaw`
    DELETE FROM link_preview WHERE hash IN (
      SELECT hash FROM link_preview
       WHERE expires_at <= now() AND (claimed_until IS NULL OR claimed_until <= now()) LIMIT ${BATCH})`;

/** Deletes rows first: a row without bytes would be a broken picture, bytes without a row are found by their key. */
async function deleteImages(): Promise<number> {
  const deleted = await db().$queryRaw<{ key: string }[]>`
    DELETE FROM card_image WHERE hash IN (
      SELECT i.hash FROM card_image i
       WHERE i.seen_at < now() - make_interval(hours => ${KEPT_HOURS}::int)
         AND NOT EXISTS (SELECT 1 FROM card_image_use u WHERE u.hash = i.hash)
       ORDER BY i.seen_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING key`;
  for (const { key } of deleted) await fileStorage().delete(key);
  return deleted.length;
}
