// Adds to package-lock.json the packages for other machines that npm leaves out when the registry that it used while
// locking does not carry them: with one missing, `npm ci` refuses everywhere, and `npm install` would leave that machine
// without its binaries. Run it after every change of the dependencies: node scripts/complete-lock.mjs
// With --check it changes nothing, and fails when something is missing.
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = [
  "darwin",
  "win32",
  "linux",
  "android",
  "freebsd",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "aix",
];
const PROCESSORS = [
  "x64",
  "arm64",
  "arm",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies, dev }]) =>
  Object.entries(optionalDependencies ?? {})
    .filter(([name]) => !resolves(path, name))
    .map(([name, version]) => ({ name, version, dev })),
);

console.log(
  missing.map(({ name, version }) => `${name} ${version} is missing.`).join("\n") || "Nothing is missing.",
);
if (process.argv.includes("--check")) process.exit(missing.length ? 1 : 0);

for (const { name, version, dev } of missing)
  lock.packages[`node_modules/${name}`] = entry(name, version, dev);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);

/** True if the package at `path` finds `name` in its own node_modules or in one above. */
function resolves(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (lock.packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/**
 * An entry without a hash, because the registry that would know it lacks the package. tests/lock-file.test.ts then
 * names it.
 */
function entry(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} is asked for as ${version}, which is no exact version.`);
  return { version, ...(dev && { dev }), optional: true, ...machineOf(name) };
}

/** Returns the machines of a package, which all these packages name alike. */
function machineOf(name) {
  const words = name.split(/[-/_]/);
  const os = SYSTEMS.find((word) => words.includes(word));
  const cpu = PROCESSORS.find((word) => words.includes(word));
  const libc =
    words.includes("musl") || words.includes("musleabihf")
      ? "musl"
      : words.includes("gnu")
        ? "glibc"
        : undefined;
  if (!cpu) throw new Error(`${name} does not tell its machine.`);
  return { cpu: [cpu], ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}
