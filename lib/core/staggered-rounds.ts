/**
 * Gives each id its turn once in a round, in so many turns: what is due for all of them is spread over the round instead
 * of coming at once, and whoever joins waits a round at most. The turn is the id's own, so joining and leaving move nobody.
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

  /** Those whose turn it is now. */
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
