type Options = {
  /** Name of the work in the log, such as "Jobs". */
  name: string;
  /** Interval of looks without a call of `wake`, in milliseconds. */
  pollMs: number;
  /**
   * Returns the time from the last look to the next, in milliseconds, so that one look serves many calls of `wake`. After a
   * pause the first call waits a fraction of it.
   */
  lingerMs?(): number;
  /** Does the work that is there. A rejection is logged once, and the next look tries again. */
  look(): Promise<void>;
};

/** The first wait after a pause is that of `lingerMs` divided by this. */
const FIRST_WAIT = 8;

/** Looks for work when woken, and at intervals for the work of other processes. Never looks twice at once. */
export class WakeLoop {
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;
  private mustLookAgain = false;
  private isStopped = false;
  private isFailing = false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: Options) {
    this.timer = setInterval(() => this.wake(), options.pollMs).unref();
    this.wake();
  }

  /** Looks now; a look that has begun is followed by another one. */
  wake(): void {
    if (this.isStopped) return;
    this.mustLookAgain = true;
    this.looking ??= this.lookWhileWoken().finally(() => {
      this.looking = null;
      if (this.mustLookAgain) this.wake(); // It was asked for between the last look and this moment.
    });
  }

  /** Begins no more looks, and waits for the one that runs. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.looking;
  }

  private async lookWhileWoken(): Promise<void> {
    const { name, look } = this.options;
    while (this.mustLookAgain && !this.isStopped) {
      await this.linger();
      this.mustLookAgain = false;
      try {
        await look();
        this.isFailing = false;
      } catch (error) {
        if (!this.isFailing) console.warn(`${name} wait for the database:`, messageOf(error));
        this.isFailing = true;
      }
      this.lookedAt = performance.now();
    }
  }

  private async linger(): Promise<void> {
    const lingerMs = this.options.lingerMs?.() ?? 0;
    if (lingerMs === 0) return;
    const left = lingerMs - (performance.now() - this.lookedAt);
    await sleep(Math.max(left, lingerMs / FIRST_WAIT));
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
