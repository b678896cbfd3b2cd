/**
 * A media process: the only place where bytes of uploads are decoded. It has no credentials, a low priority, and bounds
 * on time and memory; a crash here ends one job. It ends with the process that started it.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { MediaRefusal } from "../media-info";
import type { MediaAnswer, MediaJob, MediaOutcome } from "../media-jobs";
import { restrictSharp } from "./images";
import { runJob } from "./run-job";

/** Resident memory in bytes above which this process ends. */
const maxBytes = Number(process.argv[2]);

/**
 * Ends this process when it uses too much memory or its parent is gone, also while a decoder holds the main thread.
 * `npm` and tests may kill the parent without a word.
 */
const WATCHDOG = `
const { workerData } = require("node:worker_threads");
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.maxBytes || process.ppid !== workerData.parent)
    process.kill(process.pid, "SIGKILL");
}, 100);
`;

lowerPriority();
restrictSharp();
new Worker(WATCHDOG, { eval: true, workerData: { maxBytes, parent: process.ppid } });
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", (job: MediaJob) => void answer(job));
send({ kind: "ready" });

async function answer(job: MediaJob): Promise<void> {
  try {
    send({ kind: "done", result: await runJob(job) });
  } catch (error) {
    if (MediaRefusal.is(error)) send({ kind: "refused", fault: error.fault });
    else send({ kind: "failed", ...describe(error) });
  }
}

function describe(error: unknown): { cause: string; code?: string } {
  const { stack, code } = error as { stack?: string; code?: unknown };
  return { cause: stack ?? String(error), ...(typeof code === "string" && { code }) };
}

function send(outcome: MediaOutcome): void {
  process.send!({ ...outcome, memory: process.memoryUsage.rss() } satisfies MediaAnswer);
}

/** Lets the chat go first. On Linux each thread has a priority of its own, and new ones take that of their maker. */
function lowerPriority(): void {
  try {
    for (const thread of readdirSync("/proc/self/task"))
      setPriority(Number(thread), constants.priority.PRIORITY_LOW);
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    setPriority(constants.priority.PRIORITY_LOW);
  }
}
