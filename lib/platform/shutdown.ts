import { setTimeout as wait } from "node:timers/promises";

type ShutdownStep = () => Promise<unknown> | unknown;

/** The program must be gone ten seconds after it was asked; hanging steps are given up. */
const DEADLINE_MS = 9_500;

/** A hanging step must not take the time of the next ones. */
const STEP_MS = 3_000;

/** npm passes on a Ctrl+C that the terminal has already sent to us: one keystroke, two signals. */
const SAME_KEYSTROKE_MS = 500;

/** Steps of a shutdown, run in reverse order of their registration. */
export class Shutdown {
  private readonly steps: { close: ShutdownStep; limit: number }[] = [];
  private running: Promise<void> | undefined;

  /**
   * Registers a step. It may run before the thing it undoes is ready, so it has to wait for that.
   *
   * @param limit milliseconds after which the step is given up
   */
  add(close: ShutdownStep, limit = STEP_MS): void {
    this.steps.push({ close, limit });
  }

  /** True once the shutdown has begun; later failures are due to it. */
  get hasBegun(): boolean {
    return this.running !== undefined;
  }

  /** Runs all steps, once; a failing step is logged and does not stop the others. */
  run(): Promise<void> {
    this.running ??= this.runAll();
    return this.running;
  }

  /** Shuts down on SIGTERM and SIGINT, and exits with 0 within ten seconds. A second signal exits at once. */
  runOnSignals(): void {
    let since: number | undefined;
    const onSignal = () => {
      if (since !== undefined && Date.now() - since > SAME_KEYSTROKE_MS) process.exit(130);
      since ??= Date.now();
      setTimeout(() => process.exit(1), DEADLINE_MS).unref();
      void this.run().then(() => process.exit(0));
    };
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, onSignal);
  }

  private async runAll(): Promise<void> {
    for (const { close, limit } of this.steps.reverse()) {
      try {
        await Promise.race([close(), wait(limit, undefined, { ref: false })]);
      } catch (error) {
        console.error(error);
      }
    }
  }
}
