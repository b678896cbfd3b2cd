import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { fetchRuntime, isCurrent, MACHINES_NODE } from "../scripts/runtime.mjs";
import { testFolder } from "./support/folder";

/** The fetched Node.js of this file's tests, and a Node.js that is too old to run Parley. */
let fetched: string;
let old: string;
const logged: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "parley-runtime-"));

beforeAll(() => {
  fetched = fetchRuntime({ version: "20.20.2", folder, say: (line: string) => logged.push(line) });
  old = process.env[MACHINES_NODE] ?? installOldNode();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** For machines whose own Node.js is current: an old one from npm. */
function installOldNode(): string {
  const where = join(folder, "old");
  const name = `node-${process.platform}-${process.arch}`;
  execFileSync("npm", ["install", "--prefix", where, "--ignore-scripts", `${name}@^20.19.0`]);
  return join(where, "node_modules", name, "bin", "node");
}

/** A script that is run by the old Node.js and goes on with the fetched one; `body` is what it does there. */
function runByOldNode(body: string): ChildProcess {
  const file = join(testFolder(), "script.mjs");
  const from = (name: string) => JSON.stringify(pathToFileURL(join(process.cwd(), "scripts", name)).href);
  writeFileSync(
    file,
    `import { fetchRuntime, isCurrent, runAgainWith } from ${from("runtime.mjs")};
     import { followParent } from ${from("setup.mjs")};
     if (!isCurrent(process.versions.node)) await runAgainWith(fetchRuntime({ folder: ${JSON.stringify(folder)} }));
     ${body}`,
  );
  const child = spawn(old, ["--no-warnings", file, "one", "two words"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

const firstLine = async (child: ChildProcess) => String((await once(child.stdout!, "data"))[0]).trim();

test("an old Node.js runs the command again with the fetched one", async () => {
  const child = runByOldNode(
    "console.log(JSON.stringify([process.versions.node, process.execArgv, process.argv.slice(2)])); process.exit(7)",
  );
  const exited = once(child, "exit");
  const [version, ...rest] = JSON.parse(await firstLine(child));
  expect(isCurrent(version)).toBe(true);
  expect(rest).toEqual([["--no-warnings"], ["one", "two words"]]);
  expect((await exited)[0]).toBe(7);
});

test("it finds the fetched Node.js first on its PATH", async () => {
  const child = runByOldNode(
    'const { execSync } = await import("node:child_process"); console.log(execSync("node --version").toString().trim())',
  );
  expect(isCurrent((await firstLine(child)).slice(1))).toBe(true);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s reaches the fetched Node.js, whose exit code counts",
  async (signal) => {
    const child = runByOldNode(
      `process.on("${signal}", () => process.exit(5)); setInterval(() => {}, 1000); console.log("up")`,
    );
    await firstLine(child);
    child.kill(signal);
    expect((await once(child, "exit"))[0]).toBe(5);
  },
);

test("killing the old Node.js ends the fetched one too", async () => {
  const child = runByOldNode("followParent(); setInterval(() => {}, 1000); console.log(process.pid)");
  const pid = Number(await firstLine(child));
  child.kill("SIGKILL");
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("fetching is reported once, and the second time nothing is fetched", () => {
  expect(logged).toEqual([
    expect.stringContaining("Node.js 20.20.2 is too old to run Parley: fetching Node.js 24"),
  ]);
  expect(fetchRuntime({ version: "20.20.2", folder, say: (line: string) => logged.push(line) })).toBe(
    fetched,
  );
  expect(logged).toHaveLength(1);
});

test("a Node.js older than 20.19 is refused in one sentence", () => {
  expect(() => fetchRuntime({ version: "20.18.3", folder })).toThrow(
    "Parley needs Node.js 24, and this is 20.18.3.",
  );
});

test("a registry that does not answer is reported in one sentence", () => {
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:9");
  vi.stubEnv("npm_config_cache", testFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const fetching = () => fetchRuntime({ version: "20.20.2", folder: testFolder(), say: () => {} });
  expect(fetching).toThrow("Node.js 24 could not be fetched from npm, and this is 20.20.2.");
});
