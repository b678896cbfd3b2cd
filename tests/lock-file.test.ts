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
