import { spawnSync } from "node:child_process";
import { existsSync, linkSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { codeOf } from "../start-error";
import type { Account } from "./account";
import { type ClusterPaths, isAlive } from "./cluster-paths";

/** What a running PostgreSQL has written about itself into its folder. */
export type Postmaster = { pid: number; port: number; state: "starting" | "ready" | "stopping" };

/**
 * The PostgreSQL that runs on `cluster` now, also one that is still starting, or shutting down. A `postmaster.pid` that a
 * crash left behind is not one: PostgreSQL sees by itself that its process is dead, but it would be fooled for ever by
 * another process that got the same number since, so then the file is removed.
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
 * In doubt it is one: taking another process for PostgreSQL costs a refused start, and the reverse would set a second
 * PostgreSQL on the same files.
 */
function isPostmasterOf({ cluster, account }: ClusterPaths, pid: number, home: string): boolean {
  const command = commandOf(pid);
  if (command !== undefined && !command.includes("postgres")) return false;
  // PostgreSQL stands in its folder, and Linux tells where a process stands, wherever the folder was moved or copied to.
  const stands = workingFolderOf(pid, account);
  return stands
    ? stands === cluster
    : home === cluster || !existsSync(home) || realpathSync(home) === cluster;
}

/** Asked as the database's user: in a container not even root may ask about other users' processes. */
function workingFolderOf(pid: number, account: Account | undefined): string | undefined {
  if (platform() !== "linux") return undefined;
  const asked = spawnSync("readlink", [`/proc/${pid}/cwd`], { encoding: "utf8", ...account });
  return asked.stdout?.trim() || undefined;
}

/**
 * The command line; empty for a process that has ended and that nobody has buried, as happens in containers; undefined
 * when it cannot be known.
 */
function commandOf(pid: number): string | undefined {
  if (platform() === "win32") return outputOf("tasklist", ["/FI", `PID eq ${pid}`, "/NH"]);
  return readIfThere(`/proc/${pid}/cmdline`) ?? outputOf("ps", ["-o", "command=", "-p", String(pid)]);
}

function outputOf(command: string, args: string[]): string | undefined {
  return spawnSync(command, args, { encoding: "utf8", windowsHide: true }).stdout || undefined;
}

/**
 * Two starts may come to the same verdict at the same instant, and the quicker one has a new PostgreSQL running by the
 * time that the slower one acts. So the file is moved first, looked at again, and put back if it is not the stale one.
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
