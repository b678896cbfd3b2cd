import { v7 as uuid } from "uuid";
import { z } from "zod";
import { db } from "@/lib/platform/database/db";
import { defineJob, type Job, type JobRun } from "./define-job";
import { type EnqueueContext, enqueue } from "./enqueue";
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

/** Seconds between two looks for what is due, where nothing else says when. */
const CLOCK_SECONDS = 60;

type ClockSpec = Pick<Job, "kind"> & {
  /** Does what is due. Returns the seconds until the next is, by the database's clock; null if nothing waits. */
  run(run: JobRun): Promise<number | null>;
};

/**
 * Defines a periodic job for rows with a time at which they are due. Each run does what is due and says when the next
 * one is; `advanceJob` brings a run forward for a new row. There is no timer: a process looks at the table of jobs every few
 * seconds, so that a time a year ahead or a dead process changes nothing.
 */
export const defineClockJob = ({ kind, run }: ClockSpec) =>
  defineJob({
    kind,
    input: z.object({}),
    maxAttempts: 1_000_000,
    backoff: { first: 5, longest: 60 },
    async run(_input, started): Promise<void> {
      const seconds = await run(started);
      throw new JobPostponed(Math.min(CLOCK_SECONDS, Math.max(0, seconds ?? CLOCK_SECONDS)));
    },
  });

/** Makes a periodic job due in so many seconds, unless it is due sooner, in the caller's transaction. */
export const advanceJob = (ctx: EnqueueContext, job: Job<z.ZodObject>, delaySeconds: number): Promise<void> =>
  enqueue(ctx, job, {}, { key: KEY, delaySeconds: Math.max(0, delaySeconds) });

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
