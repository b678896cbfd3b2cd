import { createStore } from "../state/store";
import type { StoredMessage } from "./outbox-store";
import type { OutgoingMessage } from "./pending";

/** A message of the outbox. `isKept`: it is in the store. Without a store it waits in this tab only. */
export type OutboxRow = StoredMessage & { isKept: boolean };

/** The message of a row, without the outbox's own fields. */
export const messageOf = ({ order, refusal, isKept, ...message }: OutboxRow): OutgoingMessage => message;

/** The waiting and refused messages that a tab knows, in the order of writing. */
export class OutboxRows {
  /** The number of messages still to be sent, without refused ones. */
  readonly waiting = createStore((_: number, count: number) => count, 0);
  #rows: readonly OutboxRow[] = [];

  get all(): readonly OutboxRow[] {
    return this.#rows;
  }

  /** The order of the last message; 0 without any. */
  get lastOrder(): number {
    return this.#rows.at(-1)?.order ?? 0;
  }

  of(roomId: string): readonly OutboxRow[] {
    return this.#rows.filter((row) => row.roomId === roomId);
  }

  find(clientId: string): OutboxRow | undefined {
    return this.#rows.find((row) => row.clientId === clientId);
  }

  insert(row: OutboxRow) {
    this.#replace([...this.#rows, row].sort((a, b) => a.order - b.order));
  }

  change(clientId: string, change: Partial<Pick<OutboxRow, "isKept" | "refusal" | "heldUntil">>) {
    this.#replace(this.#rows.map((row) => (row.clientId === clientId ? { ...row, ...change } : row)));
  }

  remove(clientId: string) {
    this.#replace(this.#rows.filter((row) => row.clientId !== clientId));
  }

  #replace(rows: readonly OutboxRow[]) {
    this.#rows = rows;
    this.waiting.dispatch(rows.filter(({ refusal }) => refusal === null).length);
  }
}
