import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the lock file has the packages of every machine, or `npm ci` would refuse it", () => {
  const checked = spawnSync(process.execPath, ["scripts/complete-lock.mjs", "--check"], { encoding: "utf8" });
  expect(checked.stdout.trim()).toBe("Nothing is missing.");
});

test("the lock file names no registry", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved"');
});

test("every package of the lock file has its hash, on whatever machine it is installed", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { integrity?: string; inBundle?: boolean }>;
  };
  // What is in another package's bundle comes with that one's hash.
  const unproved = Object.entries(packages).filter(
    ([path, { integrity, inBundle }]) => path && !inBundle && !integrity?.startsWith("sha512-"),
  );
  expect(unproved.map(([path]) => path)).toEqual([]);
});

test("no package runs a script while it is installed", () => {
  expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
});
