import pg from "pg";
import { codeOf, StartError } from "../start-error";

/** Oldest PostgreSQL with all features that Parley's statements use. */
const OLDEST = 14;

/**
 * Connects to the database and checks that it can do what Parley needs.
 *
 * @returns a sentence for each missing feature; none on the embedded database
 * @throws StartError if it is unreachable, refuses the log-in, or is older than version 14; the password is never
 * shown
 */
export async function checkDatabase(databaseUrl: string): Promise<string[]> {
  const connection = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await connection.connect();
    await requireVersion(connection);
    return await findMissingFeatures(connection);
  } catch (error) {
    throw StartError.is(error) ? error : new StartError(refusal(databaseUrl, error));
  } finally {
    await connection.end().catch(() => {});
  }
}

async function requireVersion(connection: pg.Client): Promise<void> {
  const { rows } = await connection.query<{ major: number; name: string }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS name`,
  );
  const [server] = rows;
  if (!server || server.major >= OLDEST) return;
  throw new StartError(`The database is PostgreSQL ${server.name}, and Parley needs ${OLDEST} or newer.`);
}

/** Tries each feature instead of guessing it from the locale's name, because names differ between systems. */
async function findMissingFeatures(connection: pg.Client): Promise<string[]> {
  const { rows } = await connection.query<{ encoding: string; folded: string }>(
    `SELECT current_setting('server_encoding') AS encoding, lower('ПРИВЕТ') AS folded`,
  );
  const losses: string[] = [];
  if (rows[0]?.encoding !== "UTF8") losses.push(MISSING_FEATURES.encoding);
  if (rows[0]?.folded !== "привет") losses.push(MISSING_FEATURES.folding);
  return losses;
}

const MISSING_FEATURES = {
  encoding:
    "The database's encoding is not UTF-8: messages with letters or emoji that it does not know cannot be sent. Make it with ENCODING 'UTF8'.",
  folding:
    "The database's locale does not know Cyrillic: people with Russian names are found only as these are capitalised. Make it with a UTF-8 locale.",
};

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host cannot be looked up",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "there is no way to that host",
  "28P01": "it does not take this user and password",
  "28000": "it does not let this user in",
  "3D000": "there is no database of that name",
  "53300": "it has no connection left",
  "57P03": "it is starting or shutting down",
};

function refusal(databaseUrl: string, error: unknown): string {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  const where = `${hostname || searchParams.get("host")}:${port || 5432}`;
  const reason = REASONS[codeOf(error) ?? ""] ?? (error as Error).message.replace(/\.$/, "");
  return `The database at ${where} (DATABASE_URL) cannot be used: ${reason}.`;
}
