import { v7 as uuid } from "uuid";
import { z } from "zod";
import { db } from "@/lib/platform/database/db";
import { defineJob, type Job, type JobRun } from "./define-job";
import { JobPostponed } from "./job-postponed";

/** The key of a periodic job: there is one row of its kind, whatever the number of processes. */
const KEY = "periodic";

type PeriodicSpec = Pick<Job, "kind"> & {
  /** Seconds from the end of a run to the next one. */
  everySeconds: number;
  run(run: JobRun): Promise<void>;
};

/**
 * Defines a job that runs for as long as the installation lives: each run puts its row off by the interval, and a failed
 * one is tried again without end. `ensureJob` writes the row.
 */
export const definePeriodicJob = ({ kind, everySeconds, run }: PeriodicSpec) =>
  defineJob({
    kind,
    input: z.object({}),
    maxAttempts: 1_000_000,
    backoff: { first: 60, longest: 3_600 },
    async run(_input, started): Promise<void> {
      await run(started);
      throw new JobPostponed(everySeconds);
    },
  });

/**
 * Makes sure that a periodic job waits in the table, and is due now if it was given up. Every process calls it when it
 * starts.
 */
export async function ensureJob({ kind }: Job): Promise<void> {
  await db().$executeRaw`
    INSERT INTO job (id, kind, key, input) VALUES (${uuid()}::uuid, ${kind}, ${KEY}, '{}')
    ON CONFLICT (kind, key) DO UPDATE SET failed_at = NULL, attempts = 0, run_at = now()
     WHERE job.failed_at IS NOT NULL`;
}
