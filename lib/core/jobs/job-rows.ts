import { v4 as randomId, v7 as uuid } from "uuid";
import { type Db, db } from "@/lib/platform/database/db";

/**
 * A job that this process runs. It is leased, not locked: `run_at` lies in the future while its process renews it, so
 * that no transaction stays open, and a process that dies delays its jobs by one lease.
 */
export type TakenJob = {
  id: string;
  kind: string;
  input: unknown;
  /** This attempt's number, from 1. */
  attempts: number;
  /** Moves when the job is asked for again. */
  revision: number;
  /** Names this run: a process that lost its lease must not touch the row that another one has. */
  runToken: string;
};

/** Jobs of one kind. No two of them may have the same key. */
type NewJobs = {
  kind: string;
  jobs: readonly { key: string | null; input: unknown }[];
  delaySeconds: number;
};

/**
 * Writes jobs in one statement. Where their kind has one of the same key already, that one gets the new input, all its
 * attempts, and the earlier moment; one that runs now runs once more afterwards.
 */
export async function insertJobs(rows: Db, { kind, jobs, delaySeconds }: NewJobs): Promise<void> {
  await rows.$executeRaw`
    INSERT INTO job (id, kind, key, input, run_at)
    SELECT n.id, ${kind}, n.key, n.input::jsonb, now() + make_interval(secs => ${delaySeconds}::float8)
      FROM unnest(${jobs.map(() => uuid())}::uuid[], ${jobs.map(({ key }) => key)}::text[],
                  ${jobs.map(({ input }) => JSON.stringify(input))}::text[]) AS n (id, key, input)
    ON CONFLICT (kind, key) DO UPDATE
       SET revision = job.revision + 1, input = excluded.input, attempts = 0, last_error = NULL, failed_at = NULL,
           run_at = CASE WHEN job.run_token IS NULL THEN least(job.run_at, excluded.run_at) ELSE job.run_at END`;
}

/** Takes the job of these kinds that has been due longest, for so many seconds; null where none is due. */
export async function takeJob(kinds: string[], leaseSeconds: number): Promise<TakenJob | null> {
  if (kinds.length === 0) return null;
  const runToken = randomId();
  const [taken] = await db().$queryRaw<Omit<TakenJob, "runToken">[]>`
    UPDATE job SET attempts = attempts + 1, run_token = ${runToken}::uuid,
           run_at = now() + make_interval(secs => ${leaseSeconds}::float8)
     WHERE id = (SELECT id FROM job WHERE failed_at IS NULL AND run_at <= now() AND kind = ANY(${kinds})
                  ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, input, attempts, revision`;
  return taken ? { ...taken, runToken } : null;
}

/** Keeps a job for so many seconds more. False when another process has taken it meanwhile. */
export async function renewLease({ id, runToken }: TakenJob, leaseSeconds: number): Promise<boolean> {
  const renewed = await db().$executeRaw`
    UPDATE job SET run_at = now() + make_interval(secs => ${leaseSeconds}::float8)
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
  return renewed === 1;
}

/** The job is done: its row goes, unless it was asked for again while it ran; then it is due now. */
export async function finishJob({ id, runToken, revision }: TakenJob): Promise<void> {
  const done = await db().job.deleteMany({ where: { id, runToken, revision } });
  if (done.count === 0)
    await db().$executeRaw`
      UPDATE job SET run_token = NULL, run_at = now(), attempts = 0
       WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/** This attempt failed: the next one is due in so many seconds. */
export async function postponeJob(
  { id, runToken }: TakenJob,
  lastError: string,
  waitSeconds: number,
): Promise<void> {
  await db().$executeRaw`
    UPDATE job SET run_token = NULL, last_error = ${lastError},
           run_at = now() + make_interval(secs => ${waitSeconds}::float8)
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/** Puts a job back whose process stops. The attempt does not count. */
export async function releaseJob({ id, runToken }: TakenJob): Promise<void> {
  await db().$executeRaw`
    UPDATE job SET run_token = NULL, attempts = greatest(attempts - 1, 0), run_at = now()
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/**
 * Puts a job off that ran without an error, with all its attempts. One that was asked for again while it ran is due now.
 */
export async function putJobOff({ id, runToken, revision }: TakenJob, waitSeconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE job SET run_token = NULL, attempts = 0, last_error = NULL,
           run_at = now() + make_interval(
             secs => CASE WHEN revision = ${revision} THEN ${waitSeconds}::float8 ELSE 0 END)
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/** Gives a job up. Its row stays, so that administrators see it. */
export async function giveUpJob(
  { id, runToken }: TakenJob,
  lastError: string,
  isErased: boolean,
): Promise<void> {
  await db().$executeRaw`
    UPDATE job SET run_token = NULL, failed_at = now(), last_error = ${lastError},
           input = CASE WHEN ${isErased} THEN NULL ELSE input END
     WHERE id = ${id}::uuid AND run_token = ${runToken}::uuid`;
}

/** Deletes jobs that were given up so many days ago and have no input left to retry them with. */
export async function forgetErasedJobs(days: number): Promise<void> {
  await db().$executeRaw`
    DELETE FROM job WHERE input IS NULL AND failed_at < now() - make_interval(days => ${days}::int)`;
}
