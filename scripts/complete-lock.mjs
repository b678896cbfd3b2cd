// Adds to package-lock.json the packages for other machines that npm leaves out when the registry that it used while
// locking does not carry them: with one missing, `npm ci` refuses everywhere, and `npm install` would leave that machine
// without its binaries. Run it after every change of the dependencies: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = { darwin: "darwin", win32: "win32", windows: "win32", linux: "linux", android: "android" };
const OTHER_SYSTEMS = {
  freebsd: "freebsd",
  openharmony: "openharmony",
  netbsd: "netbsd",
  openbsd: "openbsd",
  sunos: "sunos",
  aix: "aix",
};
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

for (const { name, version, dev } of missing)
  lock.packages[`node_modules/${name}`] = entry(name, version, dev);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  missing.length
    ? missing.map(({ name, version }) => `${name} ${version}`).join("\n")
    : "Nothing is missing.",
);

/** Whether the package at `path` finds `name` in its own node_modules or in one above. */
function resolves(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (lock.packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/** Without a hash: it cannot be known here. npm then takes the version that the registry has. */
function entry(name, version, dev) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} is asked for as ${version}, which is no exact version.`);
  return { version, ...(dev && { dev }), optional: true, ...machineOf(name) };
}

/** For which machines it is, as all these packages tell by their names. */
function machineOf(name) {
  const words = name.split(/[-/_]/);
  const os = Object.entries({ ...SYSTEMS, ...OTHER_SYSTEMS }).find(([word]) => words.includes(word))?.[1];
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
