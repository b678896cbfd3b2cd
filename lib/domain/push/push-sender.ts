import { WakeLoop } from "@/lib/core/jobs/wake-loop";
import { remember, rememberAs } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";
import { deliver } from "./deliver";
import { releaseDeliveries, secondsToNextDelivery, takeDeliveries } from "./deliveries";

/** Interval of looking for pushes that other processes wrote or left behind, in milliseconds. */
const POLL_MS = 2_000;
/** Longest wait for the next due push, in milliseconds. */
const LONGEST_MS = 30_000;

/**
 * Pause between two pushes where thousands are due, in milliseconds: the first LIMITS.pushesTaken go at once, the others leave
 * the process to its messages. Five thousand take 15 seconds.
 */
const CROWD_PAUSE_MS = 2;

/** Sends pushes in this process until it stops. Every process may have one: each row is sent by one of them. */
export class PushSender {
  private readonly loop: WakeLoop;
  private isStopping = false;
  private next: NodeJS.Timeout | undefined;

  constructor() {
    this.loop = new WakeLoop({ name: "Pushes", pollMs: POLL_MS, look: () => this.sendDue() });
    rememberAs<PushSender | null>("push sender", this);
  }

  /** Looks for due pushes now. */
  wake(): void {
    this.loop.wake();
  }

  /** Takes no more pushes, and waits for those that are being sent. */
  async stop(): Promise<void> {
    rememberAs<PushSender | null>("push sender", null);
    this.isStopping = true;
    clearTimeout(this.next);
    await this.loop.stop();
  }

  private async sendDue(): Promise<void> {
    let pauseMs = 0;
    while (!this.isStopping) {
      const taken = await sendDuePushes(pauseMs);
      if (taken === 0) break;
      pauseMs = taken === LIMITS.pushesTaken ? CROWD_PAUSE_MS : 0;
    }
    if (!this.isStopping) this.wakeFor(await secondsToNextDelivery());
  }

  /** Wakes when the next push is due, so that one that is held does not wait for the interval. */
  private wakeFor(seconds: number | null): void {
    clearTimeout(this.next);
    if (seconds === null) return;
    this.next = setTimeout(() => this.wake(), Math.min(LONGEST_MS, Math.max(0, seconds * 1_000))).unref();
  }
}

/**
 * Sends the pushes that are due, up to LIMITS.pushesTaken, with a pause in milliseconds between them. @returns how many were
 * taken
 */
export async function sendDuePushes(pauseMs = 0): Promise<number> {
  const taken = await takeDeliveries(LIMITS.pushesTaken);
  if (taken.length === 0) return 0;
  try {
    await deliver(taken, pauseMs);
  } catch (error) {
    await releaseDeliveries(taken).catch(() => {}); // Otherwise they are due again when their lease has passed.
    throw error;
  }
  return taken.length;
}

/** Lets this process look for pushes now. Where it sends none, nothing happens: another process finds the rows. */
export const wakePushSender = (): void => remember<PushSender | null>("push sender", () => null)?.wake();
