import { startEmbeddedPostgres } from "../postgres/embedded-postgres";
import type { EnvironmentSettings } from "../settings";
import type { Shutdown } from "../shutdown";
import { checkDatabase } from "./check-database";
import { migrate } from "./migrations";

/** PostgreSQL is asked to stop twice, the second time at once. */
const STOP_MS = 8_000;

/** The database of this process, and a function to call when the process is about to end. */
export type OpenedDatabase = { url: string; release(): Promise<void> };

/**
 * Opens the database that DATABASE_URL names, or starts the embedded one, and applies migrations. It prints what an
 * external database lacks on stderr.
 *
 * @throws StartError if it cannot be reached, started or migrated
 */
export async function openDatabase(
  settings: EnvironmentSettings,
  shutdown: Shutdown,
): Promise<OpenedDatabase> {
  const database = settings.databaseUrl
    ? externalDatabase(settings.databaseUrl)
    : await embeddedDatabase(settings.dataDir, shutdown);
  for (const loss of await checkDatabase(database.url)) console.warn(loss);
  await migrate(database.url);
  return database;
}

function externalDatabase(url: string): OpenedDatabase {
  return { url, async release() {} };
}

async function embeddedDatabase(dataDir: string, shutdown: Shutdown): Promise<OpenedDatabase> {
  const starting = startEmbeddedPostgres(dataDir);
  // Registered before it is up: a Ctrl+C at this moment waits for it, and then stops it.
  shutdown.add(
    () =>
      starting.then(
        ({ stop }) => stop(),
        () => {},
      ),
    STOP_MS,
  );
  return starting;
}
