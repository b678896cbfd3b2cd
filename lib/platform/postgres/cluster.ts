import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "../start-error";
import { run } from "./account";
import { program } from "./binaries";
import type { ClusterPaths } from "./cluster-paths";
import { freePort } from "./free-port";
import { firstLogError } from "./log-error";
import { findPostmaster } from "./postmaster";

const LOG_BYTES = 10 * 1024 * 1024;

/** Time that a start waits for another one, or for one that is shutting down. */
const TIMEOUT_MS = 12_000;

/** Recovery after a crash replays at most `max_wal_size` of journal, which takes a while on a slow disk. */
const RECOVERY_SECONDS = 300;

/** Temporary failures: another start was quicker, old processes are still ending, the port was taken. */
const TRANSIENT = /postmaster\.pid|shared memory block|could not bind/;

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

/** The port, and whether this call started the database. */
export type Running = { port: number; isOurs: boolean };

/**
 * Returns the port of the PostgreSQL on this folder: one that a killed server left running, else one started now.
 * Waits for one that is still starting or shutting down.
 *
 * @param wanted the port to listen on; 0 takes any free one
 * @param options further settings of PostgreSQL, for tests
 * @throws StartError if it does not start, or another one blocks it for more than 12 s
 */
export async function startCluster(
  paths: ClusterPaths,
  wanted = 0,
  options: Record<string, string> = {},
): Promise<Running> {
  let isOurs = false;
  for (let until = Date.now() + TIMEOUT_MS; ; await wait(100)) {
    const running = findPostmaster(paths);
    if (running?.state === "ready") return { port: running.port, isOurs };
    if (running?.state === "starting") until = Math.max(until, Date.now() + 1_000); // It may be recovering.
    const trouble = running
      ? `the one that runs already is ${running.state}`
      : await launch(paths, wanted, options);
    isOurs = trouble === undefined;
    if (isOurs) continue;
    if (Date.now() > until || !(running || TRANSIENT.test(`${trouble}`))) {
      throw new StartError(`PostgreSQL did not start: ${trouble}. See ${paths.log}.`);
    }
  }
}

/**
 * Stops the PostgreSQL of this folder: cleanly, and after four seconds immediately, which costs the next start a
 * recovery and no data. Does nothing if none runs.
 */
export async function stopCluster(paths: ClusterPaths): Promise<void> {
  if (!findPostmaster(paths)) return;
  if (!(await stop(paths, "fast", 4))) await stop(paths, "immediate", 3);
}

/** @returns the error, or undefined if it runs */
async function launch(
  paths: ClusterPaths,
  wanted: number,
  options: Record<string, string>,
): Promise<string | undefined> {
  const port = wanted || (await freePort());
  const flags = Object.entries({ ...OPTIONS, port, ...options }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  const log = openLog(paths.log);
  try {
    // Its output goes to a file that is opened here, so that its user needs no access to the file's folder.
    const { code } = await run(
      paths.account,
      program(paths.binaries, "pg_ctl"),
      ["start", "-w", "-t", String(RECOVERY_SECONDS), "-D", paths.cluster, "-o", flags.join(" ")],
      { stdio: ["ignore", log.handle, log.handle] },
    );
    return code === 0
      ? undefined
      : firstLogError(readFileSync(paths.log).subarray(log.from).toString("utf8"), paths.cluster);
  } finally {
    closeSync(log.handle);
  }
}

function openLog(file: string): { handle: number; from: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.1`);
  return { handle: openSync(file, "a", 0o600), from: size > LOG_BYTES ? 0 : size };
}

async function stop(paths: ClusterPaths, mode: "fast" | "immediate", seconds: number): Promise<boolean> {
  const flags = ["stop", "-w", "-m", mode, "-t", String(seconds), "-D", paths.cluster];
  const { code } = await run(paths.account, program(paths.binaries, "pg_ctl"), flags);
  return code === 0 || findPostmaster(paths) === undefined;
}
