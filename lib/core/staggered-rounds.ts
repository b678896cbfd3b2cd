/**
 * Gives each id its turn once in a round, in so many turns: what is due for all of them is spread over the round instead
 * of coming at once, and whoever joins waits a round at most. The turn is the id's own, so joining and leaving move nobody.
 */
export class Carousel {
  private readonly seats: Set<string>[];
  private turn = 0;

  constructor(turns: number) {
    this.seats = Array.from({ length: turns }, () => new Set());
  }

  join(id: string): void {
    this.seatsOf(id).add(id);
  }

  leave(id: string): void {
    this.seatsOf(id).delete(id);
  }

  /** Those whose turn it is now. */
  next(): string[] {
    this.turn = (this.turn + 1) % this.seats.length;
    return [...this.seats[this.turn]!];
  }

  private seatsOf(id: string): Set<string> {
    let hash = 0;
    for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) >>> 0;
    return this.seats[hash % this.seats.length]!;
  }
}
