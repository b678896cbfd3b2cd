import type { z } from "zod";
import type { Tx } from "@/lib/platform/db";
import { remember } from "@/lib/platform/remember";
import type { CommitHooks } from "../after-commit";
import type { Job } from "./define-job";
import { insertJob } from "./job-rows";
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
 * same job as one that waits already; see `insertJob`. Throws where the input does not fit the kind.
 */
export async function enqueue<I extends z.ZodType>(
  { db, afterCommit }: EnqueueContext,
  { kind, input: schema }: Job<I>,
  input: z.input<I>,
  { key, delaySeconds = 0 }: EnqueueOptions = {},
): Promise<void> {
  schema.parse(input);
  await insertJob(db, { kind, key: key ?? null, input, delaySeconds });
  afterCommit(wakeJobRunner);
}

/** Lets this process look for jobs now. Where it runs none, nothing happens: another process finds the row. */
export const wakeJobRunner = (): void => remember<JobRunner | null>("job runner", () => null)?.wake();
