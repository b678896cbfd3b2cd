import { deleteDeviceDatabase } from "./device-database";
import { cacheName, OURS, outboxName } from "./names";

// What a person leaves in a browser: two databases, drafts, habits, and who they are.

const ME = `${OURS}me`;
const PERSON = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Whose browser this is, as far as it remembers. */
export function lastUserId(): string | null {
  return inStorage((storage) => storage.getItem(ME)) ?? null;
}

/** Remembers who is here now, and wipes whatever anybody else has left. */
export async function rememberUser(userId: string): Promise<void> {
  await wipe((trace) => PERSON.test(trace) && !trace.includes(userId));
  inStorage((storage) => storage.setItem(ME, userId));
}

/** Wipes everything that anybody has left here. */
export function wipeLocalData(): Promise<void> {
  return wipe(() => true);
}

/** Wipes what was read here. What was typed stays: who logs in again has it, and nobody else. */
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

/** An older Firefox cannot list its databases: there the last person's are all that is known of. */
async function databaseNames(): Promise<string[]> {
  if (typeof indexedDB === "undefined") return [];
  if (!indexedDB.databases) {
    const last = lastUserId() ?? "";
    return [outboxName(last), cacheName(last)];
  }
  const all = await indexedDB.databases().catch(() => []);
  const prefixes = [outboxName(""), cacheName("")];
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
