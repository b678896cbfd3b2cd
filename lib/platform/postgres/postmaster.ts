import { spawnSync } from "node:child_process";
import { existsSync, linkSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { codeOf } from "../start-error";
import type { Account } from "./account";
import { type ClusterPaths, isAlive } from "./cluster-paths";

/** A running PostgreSQL, as its `postmaster.pid` describes it. */
export type Postmaster = { pid: number; port: number; state: "starting" | "ready" | "stopping" };

/**
 * Finds the PostgreSQL that runs on `cluster`, even while it is starting or stopping. A stale `postmaster.pid` of a
 * crash is removed: PostgreSQL itself detects a dead process, but not another process that got the same id since.
 */
export function findPostmaster(paths: ClusterPaths): Postmaster | undefined {
  const file = join(paths.cluster, "postmaster.pid");
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const [pid, home, , port, , , , status] = text.split("\n");
  if (!isAlive(Number(pid))) return undefined;
  if (isPostmasterOf(paths, Number(pid), home ?? "")) {
    return { pid: Number(pid), port: Number(port), state: stateOf(status?.trim()) };
  }
  removeIfStill(file, text);
  return undefined;
}

function stateOf(status: string | undefined): Postmaster["state"] {
  return status === "ready" || status === "stopping" ? status : "starting";
}

/**
 * True in doubt: mistaking another process for PostgreSQL costs a refused start, but the reverse would start a second
 * PostgreSQL on the same files.
 */
function isPostmasterOf({ cluster, account }: ClusterPaths, pid: number, home: string): boolean {
  const command = commandOf(pid);
  if (command !== undefined && !command.includes("postgres")) return false;
  // PostgreSQL's working folder is its data folder, and Linux shows it even after the folder was moved.
  const stands = workingFolderOf(pid, account);
  return stands
    ? stands === cluster
    : home === cluster || !existsSync(home) || realpathSync(home) === cluster;
}

/** Runs as the database's user: in a container not even root may inspect other users' processes. */
function workingFolderOf(pid: number, account: Account | undefined): string | undefined {
  if (platform() !== "linux") return undefined;
  const asked = spawnSync("readlink", [`/proc/${pid}/cwd`], { encoding: "utf8", ...account });
  return asked.stdout?.trim() || undefined;
}

/** Returns the command line; empty for a zombie, as containers have them; undefined if it is unknown. */
function commandOf(pid: number): string | undefined {
  if (platform() === "win32") return outputOf("tasklist", ["/FI", `PID eq ${pid}`, "/NH"]);
  return readIfThere(`/proc/${pid}/cmdline`) ?? outputOf("ps", ["-o", "command=", "-p", String(pid)]);
}

function outputOf(command: string, args: string[]): string | undefined {
  return spawnSync(command, args, { encoding: "utf8", windowsHide: true }).stdout || undefined;
}

/**
 * Removes the stale file. Another start may have made a new one meanwhile, so the file is renamed first, compared,
 * and put back if it is not the stale one.
 */
function removeIfStill(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readIfThere(aside) !== text) linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ESRCH") return undefined;
    throw error;
  }
}
