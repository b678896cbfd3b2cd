import { rememberAs } from "@/lib/platform/remember";
import type { Job } from "./define-job";
import { forgetErasedJobs, type TakenJob } from "./job-rows";
import { runJob, takeNextJob } from "./run-job";
import { WakeLoop } from "./wake-loop";

/** Interval of looking for jobs that other processes wrote or left behind, in milliseconds. */
const POLL_MS = 5_000;
/** Interval of deleting old rows, in milliseconds. */
const SWEEP_MS = 3_600_000;
/** Days for which a job that was given up and erased can still be seen. */
const KEPT_DAYS = 7;

/**
 * Runs jobs in this process until it stops. Every process may have one: each job is run by one of them. At most
 * `concurrency` jobs of a kind run at once, so a long purge does not hold up a mail.
 */
export class JobRunner {
  private readonly running = new Map<Promise<void>, string>();
  private readonly stopping = new AbortController();
  private readonly sweep: NodeJS.Timeout;
  private readonly loop: WakeLoop;

  constructor(private readonly jobs: readonly Job[]) {
    this.sweep = setInterval(() => void forgetErasedJobs(KEPT_DAYS).catch(() => {}), SWEEP_MS).unref();
    this.loop = new WakeLoop({ name: "Jobs", pollMs: POLL_MS, look: () => this.startDueJobs() });
    rememberAs<JobRunner | null>("job runner", this);
  }

  /** Looks for due jobs now. */
  wake(): void {
    this.loop.wake();
  }

  /** Takes no more jobs, tells those that run to stop, and waits for them. They are due again at once. */
  async stop(): Promise<void> {
    clearInterval(this.sweep);
    rememberAs<JobRunner | null>("job runner", null);
    this.stopping.abort(new Error("The process stops."));
    await this.loop.stop();
    await Promise.all(this.running.keys());
  }

  private async startDueJobs(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const free = this.jobs.filter((job) => this.runningOf(job) < job.concurrency);
      const taken = await takeNextJob(free);
      const job = free.find(({ kind }) => kind === taken?.kind);
      if (!taken || !job) return;
      this.start(job, taken);
    }
  }

  private start(job: Job, taken: TakenJob): void {
    const run: Promise<void> = runJob(job, taken, this.stopping.signal)
      .catch((error) => console.warn(`Job ${job.kind} waits for the database: ${messageOf(error)}`))
      .finally(() => {
        this.running.delete(run);
        this.wake();
      });
    this.running.set(run, job.kind);
  }

  private runningOf({ kind }: Job): number {
    return [...this.running.values()].filter((one) => one === kind).length;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
