import { Worker } from "node:worker_threads";

/**
 * Source of a thread that ends this process when it uses too much memory, when its job uses too much of the processor, or
 * when its parent is gone without a word. It also does while a decoder holds the main thread.
 */
const SOURCE = `
const { workerData: { maxBytes, parent, end } } = require("node:worker_threads");
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const isLate = end[0] > 0 && (user + system) / 1000 > end[0];
  if (isLate || process.memoryUsage.rss() > maxBytes || process.ppid !== parent)
    process.kill(process.pid, "SIGKILL");
}, 100);
`;

/** Time of the processor, in milliseconds since the process began, at which its job must have ended; 0 without a job. */
const end = new Float64Array(new SharedArrayBuffer(8));

/** Starts the watch. @param maxBytes resident memory above which this process ends */
export function startWatchdog(maxBytes: number): void {
  new Worker(SOURCE, { eval: true, workerData: { maxBytes, parent: process.ppid, end } });
}

/** Runs a job that may use `cpuMs` milliseconds of the processor. Waiting for it on a busy machine does not count. */
export async function withinCpuTime<T>(cpuMs: number, act: () => Promise<T>): Promise<T> {
  const { user, system } = process.cpuUsage();
  end[0] = (user + system) / 1000 + cpuMs;
  try {
    return await act();
  } finally {
    end[0] = 0;
  }
}
