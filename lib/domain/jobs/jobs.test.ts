import { beforeEach, describe, expect, test, vi } from "vitest";
import { anonymous } from "@/lib/core/actor";
import { runDueJobs, takeNextJob } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { rememberAs } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { person, refused } from "@/tests/support/world";
import { queueMail, sendMailJob } from "../mail/queue-mail";
import { listJobs } from "./list-jobs";
import { retryJob } from "./retry-job";

testDatabase();

const queue = () =>
  queueMail(
    { db: db() as never, afterCommit() {} },
    { to: "ada@example.org", subject: "Hi", text: "Hello." },
  );
const administrator = () => person("Ann", "administrator");

beforeEach(async () => {
  rememberAs("settings", { ...settings(), smtpUrl: "smtp://127.0.0.1:9" });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await db().job.deleteMany();
});

describe("administrators", () => {
  test("see how many jobs wait, run and failed, and why", async () => {
    const ann = await administrator();
    expect(await listJobs(ann, {})).toEqual({ counts: [], failing: [] });
    for (let i = 0; i < 3; i++) await queue();
    await db().job.updateMany({
      where: { id: (await takeNextJob([sendMailJob]))!.id },
      data: { attempts: 10 },
    });
    await db().job.updateMany({ where: { runToken: { not: null } }, data: { runAt: new Date(0) } });
    await runDueJobs([sendMailJob]);
    await queue();
    await takeNextJob([sendMailJob]);
    const { counts, failing } = await listJobs(ann, {});
    expect(counts).toEqual([{ kind: "mail.send", waiting: 2, running: 1, failed: 1 }]);
    expect(failing).toHaveLength(3);
    expect(failing.filter(({ failedAt }) => failedAt)).toMatchObject([{ canRetry: false }]);
    expect(failing.filter(({ error }) => error.includes("ECONNREFUSED"))).toMatchObject([
      { attempts: 1, canRetry: true },
      { attempts: 1, canRetry: true },
    ]);
    expect(JSON.stringify(failing)).not.toContain("ada@example.org");
  });

  test("retry a job now, with all its attempts, and the audit log notes it", async () => {
    const ann = await administrator();
    await queue();
    await runDueJobs([sendMailJob]);
    const { id } = await db().job.findFirstOrThrow();
    await retryJob(ann, { job: id });
    expect(await db().job.findFirstOrThrow()).toMatchObject({ attempts: 0, failedAt: null });
    expect(await runDueJobs([sendMailJob])).toBe(1);
    const noted = await db().auditEntry.findFirst({ where: { targetId: id } });
    expect(noted).toMatchObject({ action: "job.retry", actorId: ann.userId, targetName: "mail.send" });
  });

  test("are told why a job cannot be retried", async () => {
    const ann = await administrator();
    await queue();
    const { id } = await db().job.findFirstOrThrow();
    const retry = (job: string) => retryJob(ann, { job });
    await takeNextJob([sendMailJob]);
    await expect(retry(id)).rejects.toMatchObject(refused("conflict", "job_running"));
    await db().$executeRaw`UPDATE job SET input = NULL, run_token = NULL, failed_at = now()`;
    await expect(retry(id)).rejects.toMatchObject(refused("conflict", "job_erased"));
    await db().job.deleteMany();
    await expect(retry(id)).rejects.toMatchObject(refused("not_found"));
    await expect(retry("not an id")).rejects.toMatchObject(refused("validation_failed"));
  });
});

test("nobody else sees or retries jobs", async () => {
  await queue();
  const { id } = await db().job.findFirstOrThrow();
  const [bob, gus] = [await person("Bob"), await person("Gus", "guest")];
  for (const [actor, refusal] of [
    [bob, refused("forbidden", "administrators_only")],
    [gus, refused("forbidden", "administrators_only")],
    [anonymous(), refused("unauthenticated")],
  ] as const) {
    await expect(listJobs(actor, {})).rejects.toMatchObject(refusal);
    await expect(retryJob(actor, { job: id })).rejects.toMatchObject(refusal);
  }
});
