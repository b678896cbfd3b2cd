import { v7 as uuid } from "uuid";
import { db } from "@/lib/platform/db";
import type { Job } from "./define-job";

/** The key of a periodic job: there is one row of its kind, whatever the number of processes. */
const KEY = "periodic";

/**
 * Makes sure that a periodic job waits in the table, and is due now if it was given up. Every process calls it when it
 * starts. Such a job takes no input, and ends each run by throwing JobPostponed with its interval, so that its row stays.
 */
export async function ensureJob({ kind }: Job): Promise<void> {
  await db().$executeRaw`
    INSERT INTO job (id, kind, key, input) VALUES (${uuid()}::uuid, ${kind}, ${KEY}, '{}')
    ON CONFLICT (kind, key) DO UPDATE SET failed_at = NULL, attempts = 0, run_at = now()
     WHERE job.failed_at IS NOT NULL`;
}
