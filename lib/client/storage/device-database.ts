import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** An IndexedDB database. `use` rejects if there is no storage, if it is full, and permanently after a wipe. */
export type DeviceDatabase<Schema extends DBSchema> = {
  use: <T>(act: (database: IDBPDatabase<Schema>) => Promise<T>) => Promise<T>;
  close: () => void;
};

type Opening<Schema extends DBSchema> = {
  name: string;
  version: number;
  upgrade: (database: IDBPDatabase<Schema>) => void;
};

/** Some browsers in private mode neither open a database nor fail. */
const OPENING_MS = 3_000;

/** Opens a database on first use. A wipe closes it at once and it is not opened again. */
export function deviceDatabase<Schema extends DBSchema>(opening: Opening<Schema>): DeviceDatabase<Schema> {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  let isGone = false;

  function close() {
    opened?.then((database) => database.close()).catch(() => {});
    opened = null;
  }

  function open() {
    const { name, version, upgrade } = opening;
    const database = openDB<Schema>(name, version, {
      upgrade,
      blocking() {
        isGone = true;
        close();
      },
      terminated() {
        opened = null;
      },
    });
    return within(OPENING_MS, database);
  }

  return {
    async use(act) {
      if (isGone) throw new Error("Wiped");
      opened ??= open();
      return act(await opened);
    },
    close,
  };
}

/** Deletes a database that other tabs may have open; they close it. Waits briefly for those that do not. */
export async function deleteDeviceDatabase(name: string): Promise<void> {
  await within(OPENING_MS, deleteDatabase(name)).catch(() => {});
}

async function deleteDatabase(name: string): Promise<void> {
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("No answer")), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
