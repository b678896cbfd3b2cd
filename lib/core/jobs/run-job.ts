import { z } from "zod";
import type { Job, JobBackoff } from "./define-job";
import { JobPostponed } from "./job-postponed";
import {
  finishJob,
  giveUpJob,
  postponeJob,
  putJobOff,
  releaseJob,
  renewLease,
  type TakenJob,
  takeJob,
} from "./job-rows";

/**
 * A job stays taken for this long after its process's last renewal, in seconds. It is renewed three times as often.
 */
const LEASE_SECONDS = 60;
/** So much of what went wrong is kept, in UTF-16 units. */
const ERROR_LENGTH = 500;

/** Takes the next due job of these kinds; null where none is due. */
export const takeNextJob = (jobs: readonly Job[]): Promise<TakenJob | null> =>
  takeJob(
    jobs.map(({ kind }) => kind),
    LEASE_SECONDS,
  );

/**
 * Runs one attempt of a job and writes down how it ended. Rejects only when the database is away; the job is then due
 * again when its lease has passed.
 * @param stopping aborts when the process stops
 */
export async function runJob(job: Job, taken: TakenJob, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return releaseJob(taken);
  const parsed = job.input.safeParse(taken.input);
  if (!parsed.success) return failJob(job, taken, new Error(z.prettifyError(parsed.error)), true);
  // Its process ended in the last attempt, so that nobody wrote down that it failed.
  if (taken.attempts > job.maxAttempts)
    return failJob(job, taken, new Error("The process ended while the job ran."), true);
  const lost = new AbortController();
  const renewal = setInterval(() => void renewOrAbort(taken, lost), (LEASE_SECONDS * 1_000) / 3).unref();
  try {
    const signal = AbortSignal.any([stopping, lost.signal]);
    await job.run(parsed.data, { id: taken.id, signal });
  } catch (error) {
    if (stopping.aborted) return await releaseJob(taken);
    if (JobPostponed.is(error)) return await putJobOff(taken, error.seconds);
    return await failJob(job, taken, error, taken.attempts >= job.maxAttempts);
  } finally {
    clearInterval(renewal);
  }
  await finishJob(taken);
}

/**
 * Runs every job that is due, one after the other, in the caller's time: for tests, and for scripts without a server.
 * @returns how many attempts there were
 */
export async function runDueJobs(jobs: readonly Job[]): Promise<number> {
  for (let attempts = 0; ; attempts++) {
    const taken = await takeNextJob(jobs);
    const job = jobs.find(({ kind }) => kind === taken?.kind);
    if (!taken || !job) return attempts;
    await runJob(job, taken, new AbortController().signal);
  }
}

async function renewOrAbort(taken: TakenJob, lost: AbortController): Promise<void> {
  const isOurs = await renewLease(taken, LEASE_SECONDS).catch(() => true); // The database is away: the next renewal tells.
  if (!isOurs) lost.abort(new Error("Another process has taken this job."));
}

async function failJob(job: Job, taken: TakenJob, error: unknown, isLast: boolean): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH);
  console.warn(`Job ${job.kind} failed (attempt ${taken.attempts}${isLast ? ", given up" : ""}): ${reason}`);
  if (isLast) await giveUpJob(taken, reason, job.isErasedOnFailure);
  else await postponeJob(taken, reason, backoffSeconds(job.backoff, taken.attempts));
}

/**
 * The wait after so many attempts, in seconds: exponential, and up to a quarter longer by chance, so that jobs that
 * failed together do not come back together.
 */
export function backoffSeconds(
  { first, longest }: JobBackoff,
  attempts: number,
  random = Math.random,
): number {
  return Math.min(longest, first * 2 ** (attempts - 1)) * (1 + random() / 4);
}
