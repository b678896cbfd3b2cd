import { WakeLoop } from "@/lib/core/jobs/wake-loop";
import { deliverDueReminders } from "./deliver-reminders";

/** Interval of looking for reminders that are due, in milliseconds. */
const POLL_MS = 1_000;

/**
 * Delivers reminders in this process until it stops. Every process may have one, and none is special: a note is written once,
 * because its reminder moves on in the same transaction. The rows are looked at again and again; no timer waits for a
 * moment that is far away.
 */
export class ReminderClock {
  private readonly stopping = new AbortController();
  private readonly loop: WakeLoop;
  private isLate = false;

  constructor() {
    this.loop = new WakeLoop({ name: "Reminders", pollMs: POLL_MS, look: () => this.look() });
  }

  /** Begins no more notes, and waits for the one at hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop.stop();
  }

  /** Says once in the log when reminders come late. */
  private async look(): Promise<void> {
    const [oldest] = await deliverDueReminders(this.stopping.signal);
    const isLate = oldest?.isLate ?? false;
    if (oldest && isLate && !this.isLate)
      console.warn(`Reminders are late: the oldest was due at ${oldest.dueAt.toISOString()}.`);
    this.isLate = isLate;
  }
}
