import type { z } from "zod";
import type { Tx } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import type { CommitHooks } from "../after-commit";
import type { Job } from "./define-job";
import { insertJobs } from "./job-rows";
import type { JobRunner } from "./job-runner";

/** The open transaction in which a job is written, and its hook. Every write context of an operation is one. */
export type EnqueueContext = Pick<CommitHooks, "afterCommit"> & { db: Tx };

type EnqueueOptions = {
  /** Subject of the job. A kind has at most one job of a key, which is enough for "do it for this room". */
  key?: string;
  /** Seconds from now before which it does not run. */
  delaySeconds?: number;
};

/**
 * Writes a job in the caller's transaction: it runs, in some process, if and only if that commits. `key` makes it the
 * same job as one that waits already; see `insertJobs`. Throws where the input does not fit the kind.
 */
export async function enqueue<I extends z.ZodType>(
  ctx: EnqueueContext,
  job: Job<I>,
  input: z.input<I>,
  { key, delaySeconds = 0 }: EnqueueOptions = {},
): Promise<void> {
  await insertChecked(ctx, job, [{ key: key ?? null, input }], delaySeconds);
}

/** Writes many jobs of a kind as `enqueue` does, in one statement: each for a key, and once for the same key. */
export async function enqueueAll<I extends z.ZodType>(
  ctx: EnqueueContext,
  job: Job<I>,
  inputs: ReadonlyMap<string, z.input<I>>,
  { delaySeconds = 0 }: Pick<EnqueueOptions, "delaySeconds"> = {},
): Promise<void> {
  const jobs = [...inputs].map(([key, input]) => ({ key, input }));
  if (jobs.length > 0) await insertChecked(ctx, job, jobs, delaySeconds);
}

async function insertChecked<I extends z.ZodType>(
  { db, afterCommit }: EnqueueContext,
  { kind, input: schema }: Job<I>,
  jobs: { key: string | null; input: z.input<I> }[],
  delaySeconds: number,
): Promise<void> {
  for (const { input } of jobs) schema.parse(input);
  await insertJobs(db, { kind, jobs, delaySeconds });
  afterCommit(wakeJobRunner);
}

/** Lets this process look for jobs now. Where it runs none, nothing happens: another process finds the row. */
export const wakeJobRunner = (): void => remember<JobRunner | null>("job runner", () => null)?.wake();
