import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error";

/** Operating system user that PostgreSQL runs as. */
export type Account = { uid: number; gid: number };

/**
 * Chooses the user for PostgreSQL, which refuses to run as root. Under root: the owner of an existing database, else
 * `postgres`, else the system user `parley`, created if needed, else `nobody`. Other users run it as themselves.
 *
 * @param cluster the database's folder, which need not exist yet
 * @returns undefined for "as this process"
 * @throws StartError as root, if no user can be found
 */
export function databaseAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account =
    ownerOf(cluster) ??
    existingAccount("postgres") ??
    existingAccount("parley") ??
    newAccount("parley") ??
    existingAccount("nobody");
  if (account) return account;
  throw new StartError(
    "PostgreSQL refuses to run as root and there is no other user to run it as: start Parley as an ordinary user, or set DATABASE_URL.",
  );
}

/** Runs a program as `account` and waits for its end. Its environment has no secrets and no PG variables. */
export function run(
  account: Account | undefined,
  file: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<ProcessResult> {
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    ...spawnOptions(account),
    ...options,
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(output).toString("utf8") }));
  });
}

/** Exit code (null after a signal) and all output. */
export type ProcessResult = { code: number | null; output: string };

/** True if the program runs as `account` and exits with 0. */
export function canRun(account: Account | undefined, file: string, args: string[]): boolean {
  return spawnSync(file, args, { stdio: "ignore", timeout: 10_000, ...spawnOptions(account) }).status === 0;
}

/**
 * True if `account` can pass through `folder`. It is tried as that user, because modes do not show ACLs and mounts.
 */
export function canEnter(account: Account, folder: string): boolean {
  return canRun(account, "/bin/sh", ["-c", 'test -x "$0" && test -d "$0/."', folder]);
}

const KEPT_VARIABLES = [
  "PATH",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "SystemDrive",
  "WINDIR",
  "USERNAME",
  "LD_LIBRARY_PATH",
];

// LC_ALL also keeps macOS from starting threads in the postmaster, which then refuses to run.
function spawnOptions(account: Account | undefined): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const variables = KEPT_VARIABLES.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return { cwd: "/", env: { ...Object.fromEntries(variables), LC_ALL: "C" }, ...account };
}

function ownerOf(cluster: string): Account | undefined {
  const mark = statSync(join(cluster, "PG_VERSION"), { throwIfNoEntry: false });
  return mark && mark.uid !== 0 ? { uid: mark.uid, gid: mark.gid } : undefined;
}

function existingAccount(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function newAccount(name: string): Account | undefined {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name], {
    stdio: "ignore",
  });
  return existingAccount(name);
}
