import { rememberAs } from "@/lib/platform/remember";
import type { Job } from "./define-job";
import { forgetErasedJobs, type TakenJob } from "./job-rows";
import { runJob, takeNextJob } from "./run-job";

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
  private readonly timers: NodeJS.Timeout[];
  private looking: Promise<void> | null = null;
  private mustLookAgain = false;
  private isDatabaseAway = false;

  constructor(private readonly jobs: readonly Job[]) {
    this.timers = [
      setInterval(() => this.wake(), POLL_MS).unref(),
      setInterval(() => void forgetErasedJobs(KEPT_DAYS).catch(() => {}), SWEEP_MS).unref(),
    ];
    rememberAs<JobRunner | null>("job runner", this);
    this.wake();
  }

  /** Looks for due jobs now. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    this.mustLookAgain = true;
    this.looking ??= this.look().finally(() => {
      this.looking = null;
      if (this.mustLookAgain) this.wake(); // It was asked for between the last look and this moment.
    });
  }

  /** Takes no more jobs, tells those that run to stop, and waits for them. They are due again at once. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    rememberAs<JobRunner | null>("job runner", null);
    this.stopping.abort(new Error("The process stops."));
    await this.looking;
    await Promise.all(this.running.keys());
  }

  private async look(): Promise<void> {
    while (this.mustLookAgain && !this.stopping.signal.aborted) {
      this.mustLookAgain = false;
      try {
        await this.startDueJobs();
        this.isDatabaseAway = false;
      } catch (error) {
        if (!this.isDatabaseAway) console.warn("Jobs wait for the database:", messageOf(error));
        this.isDatabaseAway = true;
      }
    }
  }

  private async startDueJobs(): Promise<void> {
    for (;;) {
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
