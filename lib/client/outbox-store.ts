import type { DBSchema } from "idb";
import { deviceDatabase } from "./device-database";
import type { Draft, Refused } from "./pending";

/** A message that is kept until the server has it. `order` is the order in which they were typed, whatever any clock says. */
export type Kept = Draft & { order: number; refusal: Refused | null };

/** Where messages wait. Everything may fail: the browser may have no room or no storage at all. */
export type OutboxStore = {
  /** All of them, in their order. */
  all: () => Promise<Kept[]>;
  /** Keeps one more, behind all others; the answer is its `order`. */
  add: (draft: Draft) => Promise<number>;
  /** Notes why it was refused; `null` when it is to be tried again. */
  mark: (clientId: string, refusal: Refused | null) => Promise<void>;
  remove: (clientId: string) => Promise<void>;
  close: () => void;
};

interface OutboxSchema extends DBSchema {
  messages: {
    key: number;
    value: Omit<Kept, "order"> & { order?: number };
    indexes: { clientId: string };
  };
}

/** The name of a person's outbox in this browser. */
export const outboxName = (userId: string) => `parley-outbox-${userId}`;

/** One person's outbox in IndexedDB. Its version never changes what is in it: these are words that nobody else has. */
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
    all: () => use(async (database) => (await database.getAll("messages")) as Kept[]),
    add: ({ clientId, roomId, text, createdAt }) =>
      use((database) => database.add("messages", { clientId, roomId, text, createdAt, refusal: null })),
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
