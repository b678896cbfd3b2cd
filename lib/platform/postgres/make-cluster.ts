import { chownSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf, StartError } from "../start-error";
import { run } from "./account";
import { majorOf, program } from "./binaries";
import { type ClusterPaths, makeTemporaryFolder, removeStaleFolders } from "./cluster-paths";
import { firstLogError } from "./log-error";

/** UTF-8 names of LC_CTYPE on different systems; without one, trigrams do not know Cyrillic. */
const CTYPES = ["C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"];

/**
 * Makes the database's folder if there is none. It is built under a temporary name and renamed, so that a killed
 * start leaves nothing half-done. Of two starts at the same time the first wins, and the other uses its folder.
 *
 * @throws StartError if it cannot be made, or was made by another major version of PostgreSQL
 */
export async function makeCluster(paths: ClusterPaths, password: string): Promise<void> {
  const version = versionOf(paths);
  if (version === undefined) return initialise(paths, password);
  const ours = majorOf(paths.binaries);
  if (version !== ours) {
    throw new StartError(
      `The database in ${paths.cluster} was made by PostgreSQL ${version}, and this Parley brings ${ours}: start it with the Parley that made it.`,
    );
  }
}

function versionOf({ cluster }: ClusterPaths): string | undefined {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new StartError(`The database in ${cluster} cannot be read by this user (${codeOf(error)}).`);
  }
}

async function initialise(paths: ClusterPaths, password: string): Promise<void> {
  removeStaleFolders(paths);
  const aside = makeTemporaryFolder(paths);
  try {
    await initdb(paths, aside, password);
    renameSync(join(aside, "cluster"), paths.cluster);
  } catch (error) {
    if (versionOf(paths) !== undefined) return; // Another start was quicker.
    if (StartError.is(error)) throw error;
    throw new StartError(`The database could not be made in ${paths.cluster} (${codeOf(error)}).`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function initdb(paths: ClusterPaths, aside: string, password: string): Promise<void> {
  const secret = join(aside, "password");
  writeFileSync(secret, password, { mode: 0o600 });
  if (paths.account) chownSync(secret, paths.account.uid, paths.account.gid);
  let lastOutput = "";
  for (const ctype of [...CTYPES.map((name) => [`--lc-ctype=${name}`]), []]) {
    const { code, output } = await run(paths.account, program(paths.binaries, "initdb"), [
      `--pgdata=${join(aside, "cluster")}`,
      "--username=parley",
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...ctype,
    ]);
    if (code === 0) return;
    lastOutput = output;
    if (!/invalid locale name/.test(output)) break;
  }
  throw new StartError(
    `The database could not be made in ${dirname(paths.cluster)}: ${firstLogError(lastOutput, dirname(paths.cluster))}.`,
  );
}
