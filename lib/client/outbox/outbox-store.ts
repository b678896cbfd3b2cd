import type { DBSchema } from "idb";
import type { Refusal } from "@/lib/shared/errors";
import { deviceDatabase } from "../storage/device-database";
import { outboxName } from "../storage/names";
import { OUTGOING_DEFAULTS, type OutgoingMessage } from "./pending";

/** A message stored until the server has it. `order` is the order of writing, independent of clocks. */
export type StoredMessage = OutgoingMessage & { order: number; refusal: Refusal | null };

/** The store of the outbox. Every call may fail: storage may be full or missing. */
export type OutboxStore = {
  /** All messages in order. */
  all: () => Promise<StoredMessage[]>;
  /** Adds a message at the end: messages get their places in the order of calls. Resolves to its `order`. */
  add: (message: OutgoingMessage) => Promise<number>;
  /** Records a refusal; null clears it for a retry. */
  mark: (clientId: string, refusal: Refusal | null) => Promise<void>;
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
 * Opens a person's outbox in IndexedDB. A message is stored as a whole object, so that a new field of `OutgoingMessage`
 * is kept without a change here. Raising `version` must never empty the store, because nobody else has these messages.
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
    add: (message) =>
      use(async (database) => {
        const transaction = database.transaction("messages", "readwrite");
        const adding = transaction.store.add({ ...message, refusal: null });
        // A transaction whose commit was requested survives the end of its page.
        transaction.commit();
        const [order] = await Promise.all([adding, transaction.done]);
        return order;
      }),
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
