/**
 * Limits concurrency per key: so many run, so many wait, and the rest is refused. A key with many calls delays only
 * itself (bulkheads: OWASP ASVS 5.0, V15.2.2).
 */
export class KeyedSemaphore {
  private readonly slots = new Map<string, { busy: number; waiting: (() => void)[] }>();

  /**
   * @param atOnce how many of one key run
   * @param most how many of one key wait
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number,
  ) {}

  /** Waits for a slot. @returns a function that releases it; null if too many wait */
  async acquire(key: string): Promise<(() => void) | null> {
    const slot = this.slots.get(key) ?? { busy: 0, waiting: [] };
    if (slot.busy >= this.atOnce && slot.waiting.length >= this.most) return null;
    this.slots.set(key, slot);
    if (slot.busy < this.atOnce) slot.busy++;
    else await new Promise<void>((begin) => slot.waiting.push(begin));
    let isOver = false;
    return () => {
      if (!isOver) this.release(key, slot);
      isOver = true;
    };
  }

  /**
   * Passes the slot to the next caller, or frees it. The next caller starts in a later turn of the event loop: otherwise
   * pieces of work that never wait run back to back, and the process reads no connection in between.
   */
  private release(key: string, place: { busy: number; waiting: (() => void)[] }): void {
    const next = place.waiting.shift();
    if (next) setImmediate(next);
    else if (--place.busy === 0) this.slots.delete(key);
  }
}
