import { createHash } from "node:crypto";
import type { MessagesFrame, WireMessage } from "@/lib/shared/live";
import type { MyRoomView, SyncView } from "@/lib/shared/views";

/** A client's knowledge of a room: all changes after `from`, up to `rev`. */
export type KnownRoom = { from: number; rev: number; seq: number; changed: Map<string, WireMessage> };

/** Violations that a client detects by itself. */
export type Violation = "reordered" | "leaked";

/**
 * The rooms of one client, maintained by rules P14 to P22 of docs/protocol.md: frames that follow are applied,
 * everything else needs a sync. `expel` tells it which changes must not arrive.
 */
export class KnownRooms {
  readonly rooms = new Map<string, KnownRoom>();
  private readonly expelled = new Map<string, number>();

  constructor(private readonly tell: (wrong: Violation, what: string) => void) {}

  /** From now on no change of this room after `rev` may arrive, until the client is added again. */
  expel(roomId: string, rev: number): void {
    this.expelled.set(roomId, rev);
  }

  admit(roomId: string): void {
    this.expelled.delete(roomId);
  }

  gain({ id, rev, seq }: Pick<MyRoomView, "id" | "rev" | "seq">): void {
    if (!this.rooms.has(id)) this.rooms.set(id, { from: rev, rev, seq, changed: new Map() });
  }

  lose(roomId: string): void {
    this.rooms.delete(roomId);
  }

  revs(): Record<string, number> {
    return Object.fromEntries([...this.rooms].map(([id, { rev }]) => [id, rev]));
  }

  digest(): string {
    const lines = [...this.rooms].map(([id, { rev }]) => `${id}:${rev}`).sort();
    return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
  }

  /** @returns whether the frame followed; if not, only a sync helps */
  take({ roomId, prevRev, rev, items }: MessagesFrame): boolean {
    this.watch(roomId, rev, items);
    const known = this.rooms.get(roomId);
    if (!known) return this.expelled.has(roomId);
    if (rev <= known.rev) return true;
    if (prevRev !== known.rev) return false;
    this.apply(roomId, known, rev, items);
    return true;
  }

  /** @returns rooms with too many missed changes, each with the number of its last known message */
  takeSync({ rooms, gained, lost }: SyncView): { roomId: string; after: number }[] {
    const cut: { roomId: string; after: number }[] = [];
    for (const { room, prevRev, rev, items } of rooms) {
      this.watch(room.id, rev, items);
      const known = this.rooms.get(room.id);
      if (!known || rev <= known.rev) continue;
      if (prevRev > known.rev) {
        cut.push({ roomId: room.id, after: known.seq });
        Object.assign(known, { from: prevRev, seq: room.seq });
      }
      this.apply(room.id, known, rev, items);
    }
    for (const room of gained) this.gain(room);
    for (const roomId of lost) this.lose(roomId);
    return cut;
  }

  /** Takes messages of a page, which may be older than the known state. */
  takePage(roomId: string, items: readonly WireMessage[]): void {
    const known = this.rooms.get(roomId);
    for (const item of items)
      if (known && (known.changed.get(item.id)?.rev ?? 0) < item.rev) known.changed.set(item.id, item);
  }

  private apply(roomId: string, known: KnownRoom, rev: number, items: readonly WireMessage[]): void {
    let last = known.rev;
    for (const item of items) {
      if (item.rev <= last && item.rev > known.rev)
        this.tell("reordered", `${roomId}: rev ${item.rev} after ${last}`);
      last = Math.max(last, item.rev);
      if (item.rev > known.rev) known.changed.set(item.id, item);
    }
    const added = items.map(({ seq }) => seq).filter((seq) => seq > known.seq);
    const newest = Math.max(known.seq, ...added);
    if (new Set(added).size !== newest - known.seq)
      this.tell("reordered", `${roomId}: ${known.seq} is followed by ${added.join(", ")}`);
    Object.assign(known, { rev, seq: newest });
  }

  private watch(roomId: string, rev: number, items: readonly WireMessage[]): void {
    const until = this.expelled.get(roomId);
    if (until !== undefined && rev > until && items.some((item) => item.rev > until))
      this.tell("leaked", `${roomId}: rev ${rev} to somebody who was removed at ${until}`);
  }
}
