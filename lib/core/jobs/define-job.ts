import type { z } from "zod";

/** A single run of a job. */
export type JobRun = {
  /** The job's id, the same in every attempt: a receiver that is told it can drop what comes twice. */
  id: string;
  /** Aborts when the process stops, or when another process has taken the job over. Look at it between steps. */
  signal: AbortSignal;
};

/** Seconds before the second attempt, which double with each attempt up to `longest`. */
export type JobBackoff = { first: number; longest: number };

/** A kind of job: work that must not be lost, and that is done outside the request that asked for it. */
export type Job<I extends z.ZodType = z.ZodType> = {
  /** As it stands in the rows, `noun.verb`. A kind that was released is never renamed: rows may wait under its name. */
  readonly kind: string;
  /** Input of the job's row. A row that does not fit is given up at once. */
  readonly input: I;
  readonly maxAttempts: number;
  readonly backoff: JobBackoff;
  /** Jobs of this kind that run in one process at the same time. */
  readonly concurrency: number;
  /** True if the row loses its input when the job is given up: nobody can retry it, and no secret stays behind. */
  readonly isErasedOnFailure: boolean;
  /**
   * Does the work. May run again from the start at any time, after a crash also where it ended well, so each step must
   * be safe to repeat. A thrown error ends the attempt.
   */
  run(input: z.output<I>, run: JobRun): Promise<void>;
};

type JobSpec<I extends z.ZodType> = Pick<Job<I>, "kind" | "input" | "run" | "maxAttempts" | "backoff"> &
  Partial<Pick<Job<I>, "concurrency" | "isErasedOnFailure">>;

/** Defines a kind of job. It lies beside its domain, and stands in the list of `lib/domain/jobs/workers.ts`. */
export function defineJob<I extends z.ZodType>(spec: JobSpec<I>): Job<I> {
  return { concurrency: 1, isErasedOnFailure: false, ...spec };
}
