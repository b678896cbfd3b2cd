import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { db, type Tx } from "@/lib/platform/database/db";
import { settings } from "@/lib/platform/settings";
import { testDatabase } from "@/tests/support/database";
import { person } from "@/tests/support/world";
import { operation } from "../operation";
import { defineJob, type Job, type JobRun } from "./define-job";
import { enqueue, wakeJobRunner } from "./enqueue";
import { JobRunner } from "./job-runner";

testDatabase();

const noteOf = z.object({ note: z.string() });
const makeJob = (kind: string, run: (note: string, run: JobRun) => Promise<void> | void, concurrency = 1) =>
  defineJob({
    kind,
    input: noteOf,
    maxAttempts: 3,
    backoff: { first: 60, longest: 60 },
    concurrency,
    run: async ({ note }, one) => run(note, one),
  });
const add = (job: Job<typeof noteOf>, note: string) =>
  enqueue({ db: db() as unknown as Tx, afterCommit() {} }, job, { note });
const started = (...jobs: Job[]) => {
  const runner = new JobRunner(jobs);
  onTestFinished(() => runner.stop());
  return runner;
};
const noRows = () => vi.waitFor(async () => expect(await db().job.count()).toBe(0), { timeout: 10_000 });

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await db().job.deleteMany();
});
afterEach(() => void vi.mocked(console.warn).mockRestore());

test("an operation's job runs as soon as its rows are durable", async () => {
  const ran = Promise.withResolvers<string>();
  const job = makeJob("test.now", ran.resolve);
  started(job);
  const act = operation({
    key: "test.enqueue",
    summary: "Enqueue a job",
    input: z.object({}),
    authorize: () => {},
    execute: (ctx) => enqueue(ctx, job, { note: "from an operation" }),
  });
  await act(await person("Ada"), {});
  expect(await ran.promise).toBe("from an operation");
  await noRows();
});

describe("a runner", () => {
  test("runs no more jobs of a kind at once than it may, and no kind holds up another", async () => {
    const gate = Promise.withResolvers<void>();
    let most = 0;
    let now = 0;
    const slow = makeJob(
      "test.slow",
      async () => {
        most = Math.max(most, ++now);
        await gate.promise;
        now--;
      },
      2,
    );
    const ran = Promise.withResolvers<string>();
    const quick = makeJob("test.quick", ran.resolve);
    for (let i = 0; i < 5; i++) await add(slow, `${i}`);
    await add(quick, "not held up");
    started(slow, quick);
    expect(await ran.promise).toBe("not held up");
    gate.resolve();
    await noRows();
    expect(most).toBe(2);
  });

  test("runs each job once beside another runner", async () => {
    const notes: string[] = [];
    const job = makeJob("test.shared", (note) => void notes.push(note), 3);
    await Promise.all(Array.from({ length: 30 }, (_, i) => add(job, `${i}`)));
    started(job);
    started(job);
    await noRows();
    expect(notes.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  test("that stops puts back what it runs, and the attempt does not count", async () => {
    const begun = Promise.withResolvers<void>();
    const job = makeJob("test.long", async (_note, { signal }) => {
      begun.resolve();
      await once(signal, "abort");
      signal.throwIfAborted();
    });
    await add(job, "long");
    const runner = started(job);
    await begun.promise;
    await runner.stop();
    const [row] = await db().job.findMany();
    expect(row).toMatchObject({ attempts: 0, runToken: null, lastError: null });
    expect(row!.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    wakeJobRunner();
    expect(await db().job.count()).toBe(1);
  });

  test("goes on after the database has cut all connections", async () => {
    const notes: string[] = [];
    const job = makeJob("test.cut", (note) => void notes.push(note));
    started(job);
    await add(job, "before");
    wakeJobRunner();
    await noRows();
    await db()
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()`.catch(
      () => {},
    );
    wakeJobRunner();
    await vi.waitFor(() => add(job, "after"));
    await vi.waitFor(() => {
      wakeJobRunner();
      expect(notes).toEqual(["before", "after"]);
    });
    await noRows();
  });
});

test("a job of a process that was killed runs in another one", async () => {
  const notes: string[] = [];
  const job = makeJob("test.killed", (note) => void notes.push(note));
  await add(job, "left behind");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/support/job-process.ts", JSON.stringify(settings()), job.kind],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [id] = await once(createInterface(child.stdout), "line");
  child.kill("SIGKILL");
  await once(child, "exit");
  const row = await db().job.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ attempts: 1, runToken: expect.any(String) });
  expect(row.runAt.getTime() - Date.now(), "at most a lease from now").toBeLessThan(61_000);

  await db().job.updateMany({ data: { runAt: new Date(0) } });
  started(job);
  await noRows();
  expect(notes).toEqual(["left behind"]);
});
