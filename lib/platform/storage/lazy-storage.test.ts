import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { BUNDLE_OPTIONS } from "@/scripts/bundle-options.mjs";
import { testFolder } from "@/tests/support/folder";
import { DiskStorage } from "./disk-storage";
import { LazyStorage } from "./lazy-storage";

test("the server loads the S3 SDK on demand only", async () => {
  const { metafile } = await build({ ...BUNDLE_OPTIONS, write: false, metafile: true });
  const outputs = metafile!.outputs;
  const reached = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: target, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === "dynamic-import") continue;
      if (external) packages.add(target);
      else visit(target);
    }
  };
  visit(Object.keys(outputs).find((path) => path.endsWith("parley/server.mjs"))!);
  expect(packages.size).toBeGreaterThan(10);
  expect([...packages].filter((name) => name.startsWith("@aws-sdk"))).toEqual([]);
  const all = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(all).toContain("@aws-sdk/client-s3");
});

test("a storage is loaded once, and again after a failure", async () => {
  let count = 0;
  const lazy = new LazyStorage(async () => {
    count++;
    if (count === 1) throw new Error("not yet");
    return new DiskStorage(join(testFolder(), "files"));
  });
  expect(count).toBe(0);
  await expect(lazy.size("0193a1b2c3d4e5f6")).rejects.toThrow("not yet");
  await Promise.all([lazy.size("0193a1b2c3d4e5f6"), lazy.freeBytes()]);
  expect(count).toBe(2);
});
