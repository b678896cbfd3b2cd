import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf, StartError } from "../start-error";
import { type Account, canEnter, databaseAccount } from "./account";
import { type Binaries, findBinaries } from "./binaries";

/** Paths and user of a data folder's PostgreSQL. */
export type ClusterPaths = {
  /**
   * The database's own folder as a real path: `DATA_DIR/postgres`, or the target of that link. It need not exist yet.
   */
  cluster: string;
  account: Account | undefined;
  binaries: Binaries;
  /** Log file: `DATA_DIR/postgres.log`. */
  log: string;
};

/** Root's place for a database and programs that the database's user could not reach below the data folder. */
const SHELTER = "/var/lib/parley";

/**
 * Finds, or decides once, where the database of `dataDir` lives. Under root PostgreSQL runs as another user, who may
 * be unable to enter the folders above the data folder, such as a checkout in /root. Then the database lives below
 * /var/lib/parley, and `DATA_DIR/postgres` is a link to it.
 *
 * @throws StartError if the link is broken, or there is no such place
 */
export function findClusterPaths(dataDir: string, shelter = SHELTER): ClusterPaths {
  const ownFolder = join(dataDir, "postgres");
  const account = databaseAccount(ownFolder);
  const cluster =
    linkedCluster(ownFolder) ??
    (account && !isOpenTo(account, dataDir) ? shelteredCluster(ownFolder, shelter) : ownCluster(ownFolder));
  return { cluster, account, binaries: findBinaries(account, shelter), log: join(dataDir, "postgres.log") };
}

/** Makes an empty folder beside the cluster that only `account` can enter, for unfinished work. */
export function makeTemporaryFolder({ cluster, account }: ClusterPaths): string {
  const aside = `${cluster}-new-${process.pid}-${randomBytes(4).toString("hex")}`;
  mkdirSync(aside, { mode: 0o700 });
  if (account) chownSync(aside, account.uid, account.gid);
  return aside;
}

/** Removes folders that killed starts left beside the cluster, but not those of living processes. */
export function removeStaleFolders({ cluster }: ClusterPaths): void {
  const mine = /-new-(\d+)-[0-9a-f]+$/;
  for (const name of readdirSync(dirname(cluster))) {
    const pid = mine.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

/** True if a process with that id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * True if `account` can pass through the data folder. If only the folder itself is closed, it is opened for passing:
 * secrets in it have modes of their own.
 */
function isOpenTo(account: Account, dataDir: string): boolean {
  if (canEnter(account, dataDir)) return true;
  const { mode, uid } = statSync(dataDir);
  if (uid !== process.getuid?.() || !canEnter(account, dirname(dataDir))) return false;
  chmodSync(dataDir, mode | 0o011);
  return canEnter(account, dataDir);
}

function ownCluster(here: string): string {
  return join(realpathSync(dirname(here)), "postgres");
}

function linkedCluster(here: string): string | undefined {
  if (!lstatSync(here, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  const target = readlinkSync(here);
  // Only its parent must exist: an interrupted first start has linked to a database that is not made yet.
  if (existsSync(dirname(target))) return join(realpathSync(dirname(target)), basename(target));
  throw new StartError(
    `The database of this data folder was kept in ${target}, and it is not there any more.`,
  );
}

function shelteredCluster(here: string, shelter: string): string {
  if (existsSync(here)) {
    throw new StartError(
      `The user who owns the database in ${here} can no longer enter the folders above it.`,
    );
  }
  const home = join(shelter, randomBytes(8).toString("hex"));
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    symlinkSync(join(home, "postgres"), here);
  } catch (error) {
    const other = codeOf(error) === "EEXIST" && linkedCluster(here); // Another start, at the same time.
    if (other) return other;
    throw new StartError(
      `The database's user cannot enter ${dirname(here)}, and ${home} cannot be used: ${codeOf(error)}.`,
    );
  }
  return join(home, "postgres");
}
