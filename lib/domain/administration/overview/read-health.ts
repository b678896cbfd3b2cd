import { bus } from "@/lib/delivery/bus";
import { presence } from "@/lib/delivery/presence";
import type { Db } from "@/lib/platform/database/db";
import { canMail } from "@/lib/platform/mailer";
import { VERSION } from "@/lib/platform/version";
import type { OverviewView } from "@/lib/shared/views";
import { pushState } from "../../push/push-keys";

/** A job that is due for longer than this waits too long, in minutes. */
const LATE_MINUTES = 5;

/** Jobs are counted up to this. */
const MAX_JOBS = 1_000;

/** Reads the state of the parts of this installation. */
export async function readHealth(db: Db): Promise<OverviewView["health"]> {
  return {
    version: VERSION,
    database: await readDatabase(db),
    redis: bus().state(),
    peopleConnected: presence().userIds().length,
    jobs: await readJobs(db),
    mail: { isConfigured: canMail(), lastFailure: await readMailFailure(db) },
    push: pushState(),
  };
}

async function readDatabase(db: Db) {
  const begun = performance.now();
  const [row] = await db.$queryRaw<
    { version: string }[]
  >`SELECT current_setting('server_version') AS version`;
  const [version = ""] = (row?.version ?? "").split(" ");
  return { version, milliseconds: Math.round(performance.now() - begun) };
}

/** Counts jobs that were given up, and jobs that wait too long. The index of `failed_at` and `run_at` finds both. */
async function readJobs(db: Db) {
  const [row] = await db.$queryRaw<{ failed: number; late: number }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT 1 FROM job WHERE failed_at IS NOT NULL LIMIT ${MAX_JOBS}) f) AS failed,
           (SELECT count(*)::int FROM (SELECT 1 FROM job WHERE failed_at IS NULL
             AND run_at < now() - make_interval(mins => ${LATE_MINUTES}) LIMIT ${MAX_JOBS}) l) AS late`;
  return { failed: row?.failed ?? 0, late: row?.late ?? 0 };
}

/** The newest mail whose last attempt failed. A mail that was sent has no job any more. */
async function readMailFailure(db: Db) {
  const job = await db.job.findFirst({
    where: { kind: { startsWith: "mail." }, lastError: { not: null } },
    orderBy: { id: "desc" },
  });
  return job && { at: job.createdAt.toISOString(), error: job.lastError ?? "" };
}
