import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { wakeJobRunner } from "@/lib/core/jobs/enqueue";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";

/**
 * Makes a job that failed due now, with all its attempts. Errors: `not_found`, also for one that is done meanwhile;
 * `conflict` while it runs (`job_running`), and where its input was erased when it was given up (`job_erased`).
 */
export const retryJob = operation({
  key: "job.retry",
  summary: "Retry a background job",
  needs: "admin",
  input: z.object({ job: id }),

  async authorize({ db }, { job: jobId }) {
    await db.$queryRaw`SELECT 1 FROM job WHERE id = ${jobId}::uuid FOR UPDATE`;
    const job = await db.job.findUnique({ where: { id: jobId } });
    if (!job) throw notFound("Job not found. It may be finished.");
    if (job.runToken !== null) throw conflict("This job is already running.", "job_running");
    if (job.input === null)
      throw conflict("This job can't be retried because its data was deleted.", "job_erased");
    return job;
  },

  async execute({ db, afterCommit }, _input, job): Promise<void> {
    await db.$executeRaw`
      UPDATE job SET attempts = 0, failed_at = NULL, run_at = now() WHERE id = ${job.id}::uuid`;
    afterCommit(wakeJobRunner);
  },

  audit: (_out, _ctx, job) => ({ target: { id: job.id, name: job.kind } }),
});
