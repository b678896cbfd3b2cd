import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf, StartError } from "../start-error";
import { run } from "./account";
import { majorOf, program } from "./binaries";
import { makeAside, type Place, sweepAside } from "./place";
import { findPostmaster } from "./postmaster";

/** Names of LC_CTYPE that are UTF-8, as one system or another calls them; without one, trigrams see no Cyrillic. */
const CTYPES = ["C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"];

const LOG_BYTES = 10 * 1024 * 1024;

/** How long a start waits for another one, or for one that is shutting down. */
const PATIENCE_MS = 12_000;

/** Recovery after a crash replays at most `max_wal_size` of journal, which takes a while on a slow disk. */
const RECOVERY_SECONDS = 300;

/** Troubles that go away: another start was quicker, the last one's processes are still ending, the port was taken. */
const PASSING = /postmaster\.pid|shared memory block|could not bind/;

const OPTIONS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "64MB",
  max_connections: "100",
  max_wal_size: "512MB",
  io_workers: "1",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

/**
 * Makes the database's folder where there is none. A start that is killed on the way leaves nothing half-done: it is made
 * aside, and takes its name by being renamed. Of two at the same instant the first wins and the other uses it.
 * @throws StartError when it cannot be made, or was made by another major version of PostgreSQL
 */
export async function makeCluster(place: Place, password: string): Promise<void> {
  const version = versionOf(place);
  if (version === undefined) return initialise(place, password);
  const ours = majorOf(place.binaries);
  if (version !== ours) {
    throw new StartError(
      `The database in ${place.cluster} was made by PostgreSQL ${version}, and this Parley brings ${ours}: start it with the Parley that made it.`,
    );
  }
}

/** Where it listens, and whether it was this call that started it. */
export type Running = { port: number; isOurs: boolean };

/**
 * The port of the PostgreSQL that runs on this folder: of the one that a killed server left behind, else of one started
 * now. Waits for one that is still starting or shutting down.
 * @param wanted the port to listen on; 0 takes any that is free
 * @param options further settings of PostgreSQL, for tests
 * @throws StartError when it does not start, or is in the way for more than 12 s
 */
export async function bringUp(
  place: Place,
  wanted = 0,
  options: Record<string, string> = {},
): Promise<Running> {
  let isOurs = false;
  for (let until = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const running = findPostmaster(place);
    if (running?.state === "ready") return { port: running.port, isOurs };
    if (running?.state === "starting") until = Math.max(until, Date.now() + 1_000); // it may be recovering
    const trouble = running
      ? `the one that runs already is ${running.state}`
      : await launch(place, wanted, options);
    isOurs = trouble === undefined;
    if (isOurs) continue;
    if (Date.now() > until || !(running || PASSING.test(`${trouble}`))) {
      throw new StartError(`PostgreSQL did not start: ${trouble}. See ${place.log}.`);
    }
  }
}

/**
 * Stops the PostgreSQL of this folder: cleanly, and where that takes longer than four seconds at once, which costs the
 * next start a recovery and no data. Does nothing where none runs.
 */
export async function takeDown(place: Place): Promise<void> {
  if (!findPostmaster(place)) return;
  if (!(await stop(place, "fast", 4))) await stop(place, "immediate", 3);
}

function versionOf({ cluster }: Place): string | undefined {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new StartError(`The database in ${cluster} cannot be read by this user (${codeOf(error)}).`);
  }
}

async function initialise(place: Place, password: string): Promise<void> {
  sweepAside(place);
  const aside = makeAside(place);
  try {
    await initdb(place, aside, password);
    renameSync(join(aside, "cluster"), place.cluster);
  } catch (error) {
    if (versionOf(place) !== undefined) return; // another start was quicker
    if (StartError.is(error)) throw error;
    throw new StartError(`The database could not be made in ${place.cluster} (${codeOf(error)}).`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function initdb(place: Place, aside: string, password: string): Promise<void> {
  const secret = join(aside, "password");
  writeFileSync(secret, password, { mode: 0o600 });
  if (place.account) chownSync(secret, place.account.uid, place.account.gid);
  let said = "";
  for (const ctype of [...CTYPES.map((name) => [`--lc-ctype=${name}`]), []]) {
    const { code, output } = await run(place.account, program(place.binaries, "initdb"), [
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
    said = output;
    if (!/invalid locale name/.test(output)) break;
  }
  throw new StartError(
    `The database could not be made in ${dirname(place.cluster)}: ${lastComplaint(said, dirname(place.cluster))}.`,
  );
}

/** @returns what went wrong, or undefined when it runs */
async function launch(
  place: Place,
  wanted: number,
  options: Record<string, string>,
): Promise<string | undefined> {
  const port = wanted || (await freePort());
  const flags = Object.entries({ ...OPTIONS, port, ...options }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  const log = openLog(place.log);
  try {
    // What it says goes to a file that is opened here, so that its user needs no access to the folder of the file.
    const { code } = await run(
      place.account,
      program(place.binaries, "pg_ctl"),
      ["start", "-w", "-t", String(RECOVERY_SECONDS), "-D", place.cluster, "-o", flags.join(" ")],
      { stdio: ["ignore", log.handle, log.handle] },
    );
    return code === 0
      ? undefined
      : lastComplaint(readFileSync(place.log).subarray(log.from).toString("utf8"));
  } finally {
    closeSync(log.handle);
  }
}

function openLog(file: string): { handle: number; from: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.1`);
  return { handle: openSync(file, "a", 0o600), from: size > LOG_BYTES ? 0 : size };
}

async function stop(place: Place, mode: "fast" | "immediate", seconds: number): Promise<boolean> {
  const flags = ["stop", "-w", "-m", mode, "-t", String(seconds), "-D", place.cluster];
  const { code } = await run(place.account, program(place.binaries, "pg_ctl"), flags);
  return code === 0 || findPostmaster(place) === undefined;
}

/** The line that says why, of all that a program of PostgreSQL prints when it fails. */
function lastComplaint(output: string, folder: string): string {
  if (/No space left on device|Disk quota exceeded/.test(output) || isFull(folder)) return "the disk is full";
  const lines = output.split("\n").filter((line) => /FATAL|PANIC|error:|could not/.test(line));
  return (lines[0] ?? "it gave no reason").replace(/^.*?(FATAL|PANIC|error):\s*/, "").replace(/\.$/, "");
}

/** PostgreSQL's own word for it does not fit on a full disk. */
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 64 * 1024;
}

/** A port that nothing listens on. Somebody else may take it before PostgreSQL does; then another one is tried. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
