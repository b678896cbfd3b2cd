/**
 * A media process: the only place where bytes of uploads are decoded. It has no credentials, a low priority, and bounds
 * on time and memory; a crash here ends one job. It ends with the process that started it.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { MediaRefusal } from "../media-info";
import type { MediaAnswer, MediaJob, MediaOutcome } from "../media-jobs";
import { restrictSharp } from "./images";
import { runJob } from "./run-job";
import { startWatchdog, withinCpuTime } from "./watchdog";

/** Nice value: the chat goes first, and an image is still ready in time on a busy machine. */
const PRIORITY = 5;

/** Resident memory in bytes above which this process ends, and milliseconds of the processor for a job. */
const [maxBytes, cpuMs] = process.argv.slice(2).map(Number) as [number, number];

lowerPriority();
restrictSharp();
startWatchdog(maxBytes);
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", (job: MediaJob) => void answer(job));
send({ kind: "ready" });

async function answer(job: MediaJob): Promise<void> {
  try {
    send({ kind: "done", result: await withinCpuTime(cpuMs, () => runJob(job)) });
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

/** On Linux each thread has a priority of its own, and new ones take that of their maker. */
function lowerPriority(): void {
  try {
    for (const thread of readdirSync("/proc/self/task")) setPriority(Number(thread), PRIORITY);
    // When memory is short, the kernel ends this process first.
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    setPriority(PRIORITY);
  }
}
