// Finds the browser and the Redis that tests need. Tests never run without them; a missing one is reported.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { bin, SetupError } from "./setup.mjs";

const CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Returns the path of the machine's own Chromium or Chrome; undefined without one. */
export function findChromium() {
  return CHROMIUM.map(onPath).find(Boolean) ?? APPLICATIONS.find(existsSync);
}

/** Provides a browser for the tests: the machine's own, else Playwright's, else Debian's. */
export async function requireChromium() {
  if (findChromium() || (await hasPlaywrights())) return;
  if (succeeds(process.execPath, [bin("@playwright/test/cli.js"), "install", "chromium"])) return;
  if (installs("chromium") && findChromium()) return;
  throw new SetupError("The tests need a browser: install Chromium or Google Chrome.", 2);
}

/** Provides a Redis for the tests: the one at REDIS_TEST_URL, else a redis-server to start. */
export function requireRedis() {
  if (process.env.REDIS_TEST_URL || onPath("redis-server")) return;
  if (installs("redis-server") && onPath("redis-server")) return;
  throw new SetupError(
    "The tests need Redis: install redis-server, or set REDIS_TEST_URL to one that may be used.",
    2,
  );
}

async function hasPlaywrights() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** Installs a package as root on Debian and its kin. RUNLEVEL keeps the package from starting a service. */
function installs(name) {
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return false;
  return succeeds("apt-get", ["install", "-y", "--no-install-recommends", name]);
}

function succeeds(file, args) {
  console.log(`Getting it: ${[file, ...args].join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  return spawnSync(file, args, { env, stdio: "inherit", timeout: 300_000 }).status === 0;
}
