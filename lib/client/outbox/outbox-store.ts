import type { DBSchema } from "idb";
import type { Refused } from "../connection/rest";
import { deviceDatabase } from "../storage/device-database";
import { outboxName } from "../storage/names";
import { OUTGOING_DEFAULTS, type OutgoingMessage } from "./pending";

/** A message that is kept until the server has it. `order` is the order in which they were typed, whatever any clock says. */
export type StoredMessage = OutgoingMessage & { order: number; refusal: Refused | null };

/** Where messages wait. Everything may fail: the browser may have no room or no storage at all. */
export type OutboxStore = {
  /** All of them, in their order. */
  all: () => Promise<StoredMessage[]>;
  /** Keeps one more, behind all others; the answer is its `order`. */
  add: (message: OutgoingMessage) => Promise<number>;
  /** Notes why it was refused; `null` when it is to be tried again. */
  mark: (clientId: string, refusal: Refused | null) => Promise<void>;
  remove: (clientId: string) => Promise<void>;
  close: () => void;
};

type StoredRow = Omit<StoredMessage, "order" | keyof typeof OUTGOING_DEFAULTS> & {
  order?: number;
} & Partial<StoredMessage>;

interface OutboxSchema extends DBSchema {
  messages: { key: number; value: StoredRow; indexes: { clientId: string } };
}

/**
 * Opens one person's outbox in IndexedDB. A message is stored as the whole object, so that a field added to
 * `OutgoingMessage` is kept without a change here. Raising `version` must never empty the store: nobody else has these words.
 */
export function createOutboxStore(userId: string): OutboxStore {
  const { use, close } = deviceDatabase<OutboxSchema>({
    name: outboxName(userId),
    version: 1,
    upgrade(database) {
      const messages = database.createObjectStore("messages", { keyPath: "order", autoIncrement: true });
      messages.createIndex("clientId", "clientId", { unique: true });
    },
  });

  return {
    all: () =>
      use(async (database) =>
        (await database.getAll("messages")).map((row) => ({ ...OUTGOING_DEFAULTS, ...row }) as StoredMessage),
      ),
    add: (message) => use((database) => database.add("messages", { ...message, refusal: null })),
    mark: (clientId, refusal) =>
      use(async (database) => {
        const transaction = database.transaction("messages", "readwrite");
        const cursor = await transaction.store.index("clientId").openCursor(clientId);
        await cursor?.update({ ...cursor.value, refusal });
        await transaction.done;
      }),
    remove: (clientId) =>
      use(async (database) => {
        const transaction = database.transaction("messages", "readwrite");
        const order = await transaction.store.index("clientId").getKey(clientId);
        if (order !== undefined) await transaction.store.delete(order);
        await transaction.done;
      }),
    close,
  };
}
