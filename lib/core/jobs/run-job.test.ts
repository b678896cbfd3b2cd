import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { db, type Tx } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { defineJob, type JobRun } from "./define-job";
import { enqueue, enqueueAll } from "./enqueue";
import { JobPostponed } from "./job-postponed";
import { finishJob, forgetErasedJobs } from "./job-rows";
import { backoffSeconds, runDueJobs, runJob, takeNextJob } from "./run-job";

testDatabase();

/** Actions of a test's jobs, and their script. */
let notes: string[];
let act: (note: string, run: JobRun) => Promise<void> | void;

const job = defineJob({
  kind: "test.note",
  input: z.object({ note: z.string() }),
  maxAttempts: 3,
  backoff: { first: 10, longest: 1_000 },
  async run({ note }, run) {
    notes.push(note);
    await act(note, run);
  },
});
const secret = defineJob({ ...job, kind: "test.secret", isErasedOnFailure: true });

const never = new AbortController().signal;
const hooks = (tx: Tx) => ({ db: tx, afterCommit() {} });
const add = (note: string, key?: string, kind = job) =>
  enqueue(hooks(db() as unknown as Tx), kind, { note }, key === undefined ? {} : { key });
const rows = () => db().job.findMany({ orderBy: { id: "asc" } });
const makeDue = () => db().job.updateMany({ data: { runAt: new Date(0) } });

beforeEach(async () => {
  notes = [];
  act = () => {};
  vi.spyOn(console, "warn").mockImplementation(() => {});
  await db().job.deleteMany();
});
afterEach(() => void vi.mocked(console.warn).mockRestore());

describe("a job", () => {
  test("runs once, and its row goes", async () => {
    await add("one");
    const attempts = await Promise.all([runDueJobs([job]), runDueJobs([job]), runDueJobs([job])]);
    expect(attempts.sort()).toEqual([0, 0, 1]);
    expect(notes).toEqual(["one"]);
    expect(await rows()).toEqual([]);
  });

  test("is written only if its transaction commits", async () => {
    const failing = db().$transaction(async (tx) => {
      await enqueue(hooks(tx), job, { note: "never" });
      throw new Error("taken back");
    });
    await expect(failing).rejects.toThrow("taken back");
    expect(await runDueJobs([job])).toBe(0);
  });

  test("does not run before its delay has passed", async () => {
    await enqueue(hooks(db() as unknown as Tx), job, { note: "later" }, { delaySeconds: 3600 });
    expect(await runDueJobs([job])).toBe(0);
    await makeDue();
    expect(await runDueJobs([job])).toBe(1);
  });

  test("whose input does not fit cannot be enqueued", async () => {
    await expect(enqueue(hooks(db() as unknown as Tx), job, { note: 1 as never })).rejects.toThrow();
  });

  test("of an unknown kind waits for a process that knows it", async () => {
    await add("other", undefined, defineJob({ ...job, kind: "test.other" }));
    expect(await runDueJobs([job])).toBe(0);
    expect(await rows()).toMatchObject([{ attempts: 0, failedAt: null }]);
  });
});

describe("a key", () => {
  test("makes many requests one job, with the newest input", async () => {
    await add("old", "room");
    await add("new", "room");
    await add("else", "other room");
    await runDueJobs([job]);
    expect(notes.sort()).toEqual(["else", "new"]);
  });

  test("has one of many jobs that are written at once", async () => {
    await add("old", "b");
    const inputs = new Map(["a", "b", "c"].map((key) => [key, { note: key }]));
    await enqueueAll(hooks(db() as unknown as Tx), job, inputs);
    await enqueueAll(hooks(db() as unknown as Tx), job, new Map());
    expect((await rows()).map(({ key, revision }) => [key, revision]).sort()).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 0],
    ]);
    await runDueJobs([job]);
    expect(notes.sort()).toEqual(["a", "b", "c"]);
  });

  test("makes a job that is running run once more, with the newest input", async () => {
    await add("first", "room");
    act = async (note) => {
      if (note === "first") await Promise.all([add("again", "room"), add("again", "room")]);
    };
    await runDueJobs([job]);
    expect(notes).toEqual(["first", "again"]);
    expect(await rows()).toEqual([]);
  });
});

describe("a job that fails", () => {
  const fail = () => {
    act = () => {
      throw new Error("the server is away");
    };
  };

  test("waits longer each time, and is given up where everybody can see why", async () => {
    fail();
    await add("one", "key");
    const waits: number[] = [];
    for (const attempts of [1, 2]) {
      expect(await runDueJobs([job])).toBe(1);
      const [row] = await rows();
      expect(row).toMatchObject({
        attempts,
        failedAt: null,
        runToken: null,
        lastError: "the server is away",
      });
      waits.push(row!.runAt.getTime() - Date.now());
      await makeDue();
    }
    expect(waits[1]!).toBeGreaterThan(waits[0]! * 1.5);
    await runDueJobs([job]);
    expect(await rows()).toMatchObject([
      { attempts: 3, failedAt: expect.any(Date), input: { note: "one" }, lastError: "the server is away" },
    ]);
    await makeDue();
    expect(await runDueJobs([job])).toBe(0);
  });

  test("for good has all its attempts again when it is asked for again", async () => {
    fail();
    await add("one", "key");
    for (let i = 0; i < 3; i++, await makeDue()) await runDueJobs([job]);
    act = () => {};
    await add("two", "key");
    expect(await rows()).toMatchObject([{ attempts: 0, failedAt: null, lastError: null }]);
    await runDueJobs([job]);
    expect(notes.at(-1)).toBe("two");
    expect(await rows()).toEqual([]);
  });

  test("for good loses a secret input, and its row after a week", async () => {
    fail();
    await add("a secret", undefined, secret);
    await add("kept");
    for (let i = 0; i < 3; i++, await makeDue()) await runDueJobs([secret, job]);
    expect((await rows()).map(({ input }) => input)).toEqual([null, { note: "kept" }]);
    await forgetErasedJobs(7);
    expect(await rows()).toHaveLength(2);
    await db().job.updateMany({ data: { failedAt: new Date(Date.now() - 8 * 24 * 3_600_000) } });
    await forgetErasedJobs(7);
    expect((await rows()).map(({ kind }) => kind)).toEqual(["test.note"]);
  });

  test("because its row is damaged is given up at once, and the others run", async () => {
    await add("one", "damaged");
    await db().job.updateMany({ data: { input: { text: 5 } } });
    await add("two");
    await runDueJobs([job]);
    expect(notes).toEqual(["two"]);
    expect(await rows()).toMatchObject([{ attempts: 1, failedAt: expect.any(Date) }]);
  });
});

describe("a job that postpones itself", () => {
  test("is due later, and the attempt does not count", async () => {
    act = () => {
      throw new JobPostponed(600);
    };
    await add("one", "key");
    await runDueJobs([job]);
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: 0, runToken: null, lastError: null, failedAt: null });
    expect(row!.runAt.getTime()).toBeGreaterThan(Date.now() + 500_000);
    expect(vi.mocked(console.warn)).not.toHaveBeenCalled();
  });

  test("is due at once if it was asked for again meanwhile", async () => {
    act = async (note) => {
      if (note === "again") return;
      await add("again", "key");
      throw new JobPostponed(600);
    };
    await add("one", "key");
    await runDueJobs([job]);
    expect(notes).toEqual(["one", "again"]);
  });
});

describe("a process that dies", () => {
  test("leaves its job to another one, which runs it when the lease has passed", async () => {
    await add("one");
    await takeNextJob([job]);
    expect(await runDueJobs([job])).toBe(0);
    await makeDue();
    expect(await runDueJobs([job])).toBe(1);
    expect(notes).toEqual(["one"]);
  });

  test("in every attempt does not make its job run for ever", async () => {
    await add("one");
    for (let i = 0; i < 3; i++, await makeDue()) await takeNextJob([job]);
    await runDueJobs([job]);
    expect(notes).toEqual([]);
    expect(await rows()).toMatchObject([
      { failedAt: expect.any(Date), lastError: expect.stringContaining("process") },
    ]);
  });

  test("and wakes up again does not end the run of the one that took over", async () => {
    await add("one");
    const paused = await takeNextJob([job]);
    await makeDue();
    const taken = await takeNextJob([job]);
    await finishJob(paused!);
    expect(await rows()).toMatchObject([{ runToken: taken!.runToken }]);
    await runJob(job, taken!, never);
    expect(await rows()).toEqual([]);
  });
});

test("the waits double, up to a bound, and no two are the same", () => {
  const backoff = { first: 10, longest: 300 };
  expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => backoffSeconds(backoff, attempts, () => 0))).toEqual([
    10, 20, 40, 80, 160, 300, 300,
  ]);
  expect(backoffSeconds(backoff, 1, () => 0.99)).toBeCloseTo(12.475);
  expect(backoffSeconds(backoff, 5_000, () => 0)).toBe(300);
  expect(new Set(Array.from({ length: 20 }, () => backoffSeconds(backoff, 1))).size).toBe(20);
});
