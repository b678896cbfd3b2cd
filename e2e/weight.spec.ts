import { existsSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "@playwright/test";

/** The maximum size of a room page's script, in bytes over the wire. More is noticeable on a slow line. */
const MOST = 188_500;

type Route = { route: string; firstLoadChunkPaths: string[] };

test("the script that a room's page needs at first weighs less than 189 kB", () => {
  const routes: Route[] = JSON.parse(readFileSync(".next/diagnostics/route-bundle-stats.json", "utf8"));
  const { firstLoadChunkPaths: chunks } = routes.find(({ route }) => route === "/rooms/[roomId]")!;
  expect(chunks.length).toBeGreaterThan(5);
  // A small file has no compressed one beside it.
  const weights = chunks.map(
    (path) => (existsSync(`${path}.br`) ? statSync(`${path}.br`) : statSync(path)).size,
  );
  expect(weights.reduce((sum, each) => sum + each, 0)).toBeLessThan(MOST);
});
