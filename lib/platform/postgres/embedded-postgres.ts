import { setTimeout as wait } from "node:timers/promises";
import { storedSecret } from "../disk/data-folder";
import { codeOf, StartError } from "../start-error";
import { type Claim, claim, InUse, isUnavailable } from "./claim";
import { startCluster, stopCluster } from "./cluster";
import { type ClusterPaths, findClusterPaths } from "./cluster-paths";
import { keepClaim } from "./keep-claim";
import { makeCluster } from "./make-cluster";
import { findPostmaster } from "./postmaster";

/** The embedded PostgreSQL. */
export type EmbeddedPostgres = {
  /** Connection URL with the password. */
  url: string;
  /** Lets a Parley that starts now wait for this one's end instead of giving up. Call it when draining begins. */
  release(): Promise<void>;
  /** Stops the database, within seven seconds. Until then the folder belongs to this process. */
  stop(): Promise<void>;
};

/**
 * Options for tests: settings of PostgreSQL, and a place for a database that its user cannot reach below the data
 * folder.
 */
export type EmbeddedOptions = { options?: Record<string, string>; shelter?: string };

const DATABASE = "parley";

/** Time that a new process waits for one that is shutting down. */
const TIMEOUT_MS = 12_000;

/**
 * Starts PostgreSQL on the data folder, or adopts the one that a killed server left running, and claims it for this
 * process alone. It listens on 127.0.0.1 only, with a password that is kept in the data folder. If it dies, it is
 * started again on the same port.
 *
 * @param dataDir absolute path of an existing folder
 * @throws StartError if another Parley runs on the folder, or PostgreSQL cannot be made or started; nothing is
 * damaged
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  { options, shelter }: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const paths = findClusterPaths(dataDir, shelter);
  const password = storedSecret(dataDir, "postgres-password");
  await makeCluster(paths, password);
  const { port, claimed } = await startAndClaim(paths, password, options);

  const restart = async () => void (await startCluster(paths, port, options));
  const claim = keepClaim(claimed, urlOf(port, password, "postgres"), restart);
  return {
    url: urlOf(port, password, DATABASE),
    release: claim.release,
    stop: () => claim.stop(() => stopCluster(paths)),
  };
}

/**
 * Returns the URL of the PostgreSQL that a running Parley started on this data folder; null if none runs. For commands beside
 * the server.
 */
export function runningPostgresUrl(dataDir: string): string | null {
  const running = findPostmaster(findClusterPaths(dataDir));
  if (running?.state !== "ready") return null;
  return urlOf(running.port, storedSecret(dataDir, "postgres-password"), DATABASE);
}

async function startAndClaim(
  paths: ClusterPaths,
  password: string,
  options?: Record<string, string>,
): Promise<{ port: number; claimed: Claim }> {
  for (const until = Date.now() + TIMEOUT_MS; Date.now() < until; await wait(100)) {
    const { port, isOurs } = await startCluster(paths, 0, options);
    const claimed = await claimDatabase(urlOf(port, password, "postgres"), until).catch(async (error) => {
      // A database that another process started or claimed is not ours to stop.
      if (isOurs && !(error instanceof InUse)) await stopCluster(paths);
      throw error;
    });
    if (claimed) return { port, claimed };
  }
  throw new InUse("The database of this data folder does not come up: another Parley may be shutting down.");
}

async function claimDatabase(url: string, until: number): Promise<Claim | undefined> {
  const claimed = await claim(url, until);
  return claimed && (await makeDatabase(claimed)) ? claimed : undefined;
}

/** @returns false if the database went away because the previous Parley has just ended */
async function makeDatabase({ connection }: Claim): Promise<boolean> {
  try {
    const { rowCount } = await connection.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rowCount) await connection.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw codeOf(error) === "53100"
      ? new StartError("The database cannot be made: the disk is full.")
      : error;
  }
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://parley:${password}@127.0.0.1:${port}/${database}`;
}
