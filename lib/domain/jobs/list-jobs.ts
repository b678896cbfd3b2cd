import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { FailingJobView, JobCounts, JobsView } from "@/lib/shared/views";
import type { Job } from "@/prisma/generated/client";

/**
 * Reads the background jobs for administrators: how many there are of each kind, and the newest LIMITS.pageSize.default
 * whose last attempt failed.
 */
export const listJobs = query({
  key: "job.list",
  summary: "List background jobs",
  needs: "admin",
  input: z.object({}),
  authorize: () => {},

  async execute({ db }): Promise<JobsView> {
    const counts = await db.$queryRaw<JobCounts[]>`
      SELECT kind,
             count(*) FILTER (WHERE failed_at IS NULL AND run_token IS NULL)::int AS waiting,
             count(*) FILTER (WHERE failed_at IS NULL AND run_token IS NOT NULL)::int AS running,
             count(*) FILTER (WHERE failed_at IS NOT NULL)::int AS failed
        FROM job GROUP BY kind ORDER BY kind`;
    const failing = await db.job.findMany({
      where: { lastError: { not: null } },
      orderBy: { id: "desc" },
      take: LIMITS.pageSize.default,
    });
    return { counts, failing: failing.map(toFailingJobView) };
  },
});

const toFailingJobView = (job: Job): FailingJobView => ({
  id: job.id,
  kind: job.kind,
  attempts: job.attempts,
  error: job.lastError ?? "",
  runAt: job.runAt.toISOString(),
  failedAt: job.failedAt?.toISOString() ?? null,
  canRetry: job.input !== null && job.runToken === null,
});
