/**
 * Spreads periodic work for many ids over the slots of a round, so that it does not come at once. An id's slot
 * depends on the id alone, so adding and removing ids moves no others; a new id waits one round at most.
 */
export class StaggeredRounds {
  private readonly slots: Set<string>[];
  private turn = 0;

  constructor(turns: number) {
    this.slots = Array.from({ length: turns }, () => new Set());
  }

  add(id: string): void {
    this.slotOf(id).add(id);
  }

  remove(id: string): void {
    this.slotOf(id).delete(id);
  }

  /** Advances to the next slot and returns its ids. */
  next(): string[] {
    this.turn = (this.turn + 1) % this.slots.length;
    return [...this.slots[this.turn]!];
  }

  private slotOf(id: string): Set<string> {
    let hash = 0;
    for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
    return this.slots[hash % this.slots.length]!;
  }
}
