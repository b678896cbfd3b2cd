/**
 * Lets so much be under way at once for each key, and so much wait behind it; what comes beyond that is refused. One who
 * asks a lot waits behind themselves and not before others (bulkheads: OWASP ASVS 5.0, V15.2.2).
 */
export class KeyedSemaphore {
  private readonly slots = new Map<string, { busy: number; waiting: (() => void)[] }>();

  /**
   * @param atOnce how many of one key are under way
   * @param most how many of one key wait
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number,
  ) {}

  /** Waits for a place, and gives the function that gives it back; null where too many wait. */
  async acquire(key: string): Promise<(() => void) | null> {
    const place = this.slots.get(key) ?? { busy: 0, waiting: [] };
    if (place.busy >= this.atOnce && place.waiting.length >= this.most) return null;
    this.slots.set(key, place);
    if (place.busy < this.atOnce) place.busy++;
    else await new Promise<void>((begin) => place.waiting.push(begin));
    let isOver = false;
    return () => {
      if (!isOver) this.release(key, place);
      isOver = true;
    };
  }

  /** The next one takes the place over, or the place is free. */
  private release(key: string, place: { busy: number; waiting: (() => void)[] }): void {
    const next = place.waiting.shift();
    if (next) next();
    else if (--place.busy === 0) this.slots.delete(key);
  }
}
