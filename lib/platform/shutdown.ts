import { setTimeout as wait } from "node:timers/promises";

type ShutdownStep = () => Promise<unknown> | unknown;

/** The program has to be gone ten seconds after it was asked; what hangs by then is given up. */
const DEADLINE_MS = 9_500;

/** What hangs must not take the time of those that come after it. */
const STEP_MS = 3_000;

/** npm passes Ctrl+C on to us, who had it from the terminal already: one keystroke, two signals. */
const SAME_KEYSTROKE_MS = 500;

/** What has to be undone at the end, in reverse order of its making. */
export class Shutdown {
  private readonly steps: { close: ShutdownStep; limit: number }[] = [];
  private running: Promise<void> | undefined;

  /**
   * Notes what undoes the step that is taken now. It may be called before that step is done, so it has to wait for it.
   * @param limit milliseconds after which it is given up
   */
  add(close: ShutdownStep, limit = STEP_MS): void {
    this.steps.push({ close, limit });
  }

  /** Whether the end has begun. What fails from then on fails because of it. */
  get hasBegun(): boolean {
    return this.running !== undefined;
  }

  /** Undoes everything, once; a step that fails is printed and does not keep the others. */
  run(): Promise<void> {
    this.running ??= this.runAll();
    return this.running;
  }

  /** On SIGTERM and SIGINT: undoes everything and exits with 0, within ten seconds. A second signal exits at once. */
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
