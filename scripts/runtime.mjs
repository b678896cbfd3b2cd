// Chooses the Node.js for Parley. Uses only built-in modules of Node.js 20.19, because it runs before anything is
// installed.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The LTS release that Parley runs on, and the oldest Node.js that can fetch it. */
const NEEDED = { major: 24, minor: 0 };
const OLDEST = { major: 20, minor: 19 };

/** Set for the process that runs on a fetched Node.js: the path of the machine's own. */
export const MACHINES_NODE = "PARLEY_MACHINES_NODE";

/** @param {string} version such as `20.20.2` */
export const isCurrent = (version) => isAtLeast(version, NEEDED);

function isAtLeast(version, { major, minor }) {
  const [thisMajor, thisMinor] = version.split(".").map(Number);
  return thisMajor > major || (thisMajor === major && thisMinor >= minor);
}

/**
 * The path of a Node.js that can run Parley, for a machine whose own cannot: the one in `folder`, which is fetched from
 * npm the first time. `scripts/runtime/package-lock.json` pins its version and hash for each system.
 *
 * @param {{ version?: string, folder?: string, say?: (line: string) => void }} options `version` is the machine's
 * @throws {Error} with one sentence for the person at the terminal, when there is none
 */
export function fetchRuntime({
  version = process.versions.node,
  folder = join(dirname(HERE), ".runtime"),
  say = console.error,
} = {}) {
  const advice = "Install Node.js 24 from https://nodejs.org and try again.";
  if (!isAtLeast(version, OLDEST))
    throw new Error(`Parley needs Node.js 24, and this is ${version}. ${advice}`);
  const fetched = join(folder, "node_modules", packageName(), ...binary());
  if (isWorking(fetched)) return fetched;
  say(`Node.js ${version} is too old to run Parley: fetching Node.js 24 into ${folder}, once…`);
  install(folder);
  if (isWorking(fetched)) return fetched;
  throw new Error(`Node.js 24 could not be fetched from npm, and this is ${version}. ${advice}`);
}

/** npm publishes Node.js as one package for each system. */
function packageName({ platform, arch } = process) {
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform === "win32" ? "win" : platform}-${arch}`;
}

const binary = () => ["bin", process.platform === "win32" ? "node.exe" : "node"];

/** True if the program exists, runs on this system and is new enough. */
function isWorking(node) {
  if (!existsSync(node)) return false;
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 && isCurrent(stdout.trim().slice(1));
}

/** `npm ci` checks each package against the hash in the lock file. Its output is shown only by npm's own errors. */
function install(folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(join(HERE, "runtime", file), join(folder, file));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];
  const npm = process.env.npm_execpath;
  const [file, ...rest] = npm?.endsWith(".js") ? [process.execPath, npm, ...args] : ["npm", ...args];
  const isWindows = process.platform === "win32"; // There npm is a .cmd file, which only a shell can run.
  spawnSync(file, rest, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: isWindows && file === "npm",
  });
}

/**
 * Runs this very command again with another Node.js, and ends as that one ends. Signals are passed on; the new process
 * finds the other Node.js first on its PATH.
 *
 * @param {string} node the path of the other Node.js
 * @returns {Promise<never>}
 */
export function runAgainWith(node) {
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`,
    [MACHINES_NODE]: process.execPath,
  };
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  });
}
