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

  /**
   * Waits for a slot.
   *
   * @param patienceMs longest wait in milliseconds; by default there is no limit
   * @returns a function that releases it; null if too many wait, or the wait was too long
   */
  async acquire(key: string, patienceMs?: number): Promise<(() => void) | null> {
    const slot = this.slots.get(key) ?? { busy: 0, waiting: [] };
    if (slot.busy >= this.atOnce && slot.waiting.length >= this.most) return null;
    this.slots.set(key, slot);
    if (slot.busy < this.atOnce) slot.busy++;
    else if (!(await isCalled(slot.waiting, patienceMs))) return null;
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

/** Waits in a queue. @returns true when the queue calls; false if it did not within `patienceMs`: then it is left */
function isCalled(queue: (() => void)[], patienceMs?: number): Promise<boolean> {
  return new Promise((resolve) => {
    const begin = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const giveUp = () => {
      const place = queue.indexOf(begin);
      if (place < 0) return; // The queue is about to call.
      queue.splice(place, 1);
      resolve(false);
    };
    const timer = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
    queue.push(begin);
  });
}
