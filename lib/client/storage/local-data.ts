import { deleteDeviceDatabase } from "./device-database";
import { cacheName, filesName, OURS, outboxName } from "./names";

// The data a person leaves in a browser: three databases, drafts, habits, and their id.

const ME = `${OURS}me`;
const PERSON = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The id of the last user of this browser. */
export function lastUserId(): string | null {
  return inStorage((storage) => storage.getItem(ME)) ?? null;
}

/** Remembers the user, and wipes the data of anybody else. */
export async function rememberUser(userId: string): Promise<void> {
  await wipe((trace) => PERSON.test(trace) && !trace.includes(userId));
  inStorage((storage) => storage.setItem(ME, userId));
}

/** Wipes the data of all users. */
export function wipeLocalData(): Promise<void> {
  return wipe(() => true);
}

/** Wipes cached messages. Unsent texts and files stay for their author, who sees them after the next login. */
export function wipeCaches(): Promise<void> {
  return wipe((trace) => trace === ME || trace.startsWith(cacheName("")));
}

async function wipe(isUnwanted: (trace: string) => boolean): Promise<void> {
  const databases = (await databaseNames()).filter(isUnwanted);
  inStorage((storage) => {
    const ours = Object.keys(storage).filter((key) => key.startsWith(OURS));
    for (const key of ours.filter(isUnwanted)) storage.removeItem(key);
  });
  await Promise.all(databases.map(deleteDeviceDatabase));
}

/** Older Firefox versions cannot list databases; only the last user's are known there. */
async function databaseNames(): Promise<string[]> {
  if (typeof indexedDB === "undefined") return [];
  if (!indexedDB.databases) {
    const last = lastUserId() ?? "";
    return [outboxName(last), filesName(last), cacheName(last)];
  }
  const all = await indexedDB.databases().catch(() => []);
  const prefixes = [outboxName(""), filesName(""), cacheName("")];
  return all
    .map(({ name = "" }) => name)
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
}

/** Storage may be forbidden. */
function inStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(localStorage);
  } catch {
    return undefined;
  }
}
