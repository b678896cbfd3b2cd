// Set-up without installed packages: the first steps of `npm start`, `npm test` and the others.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchRuntime, isCurrent, MACHINES_NODE, runAgainWith } from "./runtime.mjs";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const BUILT = ".next/parley/built";

/** A sentence for the person at the terminal; printed without a stack, and the exit code is `exitCode`. */
export class SetupError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's `main` in the checkout's folder, on a current Node.js: where the machine's is older, it fetches one and
 * runs the command again with it. Turns what is thrown into a sentence and an exit code.
 */
export async function runScript(main) {
  process.chdir(ROOT);
  try {
    if (!isCurrent(process.versions.node)) {
      followParent();
      await runAgainWith(runtimeOrRefusal());
    }
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(error.exitCode ?? 1);
  }
}

function runtimeOrRefusal() {
  try {
    return fetchRuntime();
  } catch (error) {
    throw new SetupError(error.message);
  }
}

/**
 * Ends this process, as SIGTERM would, when the process that started it is gone: npm, or the older Node.js that fetched
 * this one. Neither can pass on its own `kill -9`, and the server would go on where nobody finds it.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event && !process.env[MACHINES_NODE]) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    if (!process.emit("SIGTERM")) process.exit(143);
  }, 200);
  timer.unref();
}

/** Installs packages and generates the Prisma client: enough to run anything from its sources. */
export const prepare = () => install().then(generate);

/** Builds for serving; does nothing if the sources are those of the last build. */
export async function prepareAndBuild() {
  await prepare();
  if (readStamp(BUILT) !== hashOf(sourceFiles())) await build();
}

/** Builds the pages and the server in any case. */
export async function build() {
  const sources = hashOf(sourceFiles()); // Hashed now: a change during the build is built the next time.
  rmSync(".next/parley", { recursive: true, force: true });
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  await step("Building", [process.execPath, bin("next/dist/bin/next"), "build"], env);
  await step("Compressing the pages' scripts", [process.execPath, "scripts/compress.mjs"], env);
  await step("Bundling the server", [process.execPath, "scripts/bundle.mjs"], env);
  writeStamp(BUILT, sources);
}

/** Runs a command and shows its output only if it fails. Prints the step and its duration. */
export async function step(what, [file, ...args], env = process.env) {
  const started = Date.now();
  const progress = showProgress(what, started);
  const { code, output } = await capture(file, args, env);
  progress.end();
  if (code === 0) return;
  process.stderr.write(output);
  throw new SetupError(`${what} failed: the reason is above.`);
}

/** Returns the path of a package's program, to run with this Node. */
export function bin(path) {
  return join(ROOT, "node_modules", path);
}

async function install() {
  const stamp = "node_modules/.parley-installed";
  const wanted = hashOf(["package-lock.json"], process.platform, process.arch);
  if (readStamp(stamp) === wanted) return;
  if (!isInstalled()) await installPackages();
  writeStamp(stamp, wanted);
}

/** Skips install scripts: nothing here needs one, and some would download things. */
async function installPackages() {
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  await step(
    "Installing packages",
    npm?.endsWith(".js") ? [process.execPath, npm, ...args] : [npmName(), ...args],
  );
}

function npmName() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

/** True if npm has installed exactly the lock file, perhaps by a manual `npm ci`. */
function isInstalled() {
  const hidden = "node_modules/.package-lock.json";
  if (!existsSync(hidden)) return false;
  const { packages: present } = readJson(hidden);
  const { packages: wanted } = readJson("package-lock.json");
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const there = present[path];
    return path === "" || (there ? there.version === version && existsSync(path) : optional);
  });
}

async function generate() {
  const stamp = "prisma/generated/.from";
  const wanted = hashOf(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (readStamp(stamp) === wanted) return;
  // Prisma would download its schema engine, which generating does not use. Any program in its place will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  await step(
    "Generating the database client",
    [process.execPath, bin("prisma/build/index.js"), "generate"],
    env,
  );
  writeStamp(stamp, wanted);
}

const FOLDERS = ["app", "components", "lib", "messages", "prisma", "public"];

/** Returns the build's inputs. Not tests, which are not served, nor the SQL, which is read at the start. */
function sourceFiles() {
  const roots = readdirSync(".").filter(
    (name) => /\.(js|mjs|ts|json)$/.test(name) && name !== "next-env.d.ts",
  );
  const below = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...roots, ...below]
    .filter((file) => !/\.test\.tsx?$|^prisma.(generated|migrations|functions)/.test(file))
    .sort();
}

function hashOf(files, ...more) {
  const hash = createHash("sha256").update(JSON.stringify(more));
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function writeStamp(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function capture(file, args, env) {
  // On Windows npm is a .cmd file, which only a shell can run.
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"], shell: file.endsWith(".cmd") });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks) }));
  });
}

/** Shows one line that counts the seconds on a terminal; elsewhere a line at the beginning and one at the end. */
function showProgress(what, started) {
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(isTerminal ? `${what}…` : `${what}…\n`);
  const timer = setInterval(() => isTerminal && process.stdout.write(`\r${what}… ${seconds()} s`), 1000);
  return {
    end() {
      clearInterval(timer);
      process.stdout.write(`${isTerminal ? "\r" : ""}${what}… ${seconds()} s\n`);
    },
  };
}
