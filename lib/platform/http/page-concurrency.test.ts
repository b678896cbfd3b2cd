import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { testDatabase } from "@/tests/support/database";
import { rememberAs } from "../remember";
import { admitPage } from "./page-concurrency";
import { sealSession, sessionCookie } from "./session-cookie";

testDatabase();

/** Pages that are being drawn; each is done when the test says so. */
const drawn: ServerResponse[] = [];
let http: Server;
/** So long a page holds its place; but for the test of just that, longer than any test takes. */
const ALWAYS_MS = 60_000;
let holdMs = ALWAYS_MS;
beforeAll(async () => {
  http = createServer(async (request, response) => {
    if (await admitPage(request, response, holdMs)) drawn.push(response);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterAll(() => http.close());
beforeEach(() => {
  rememberAs("anonymous pages", undefined);
  for (const response of drawn.splice(0)) response.end();
});

const ask = (path: string, cookie = "") =>
  fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}${path}`, { headers: { cookie } });

test("of twenty log-in pages at once a few are drawn, and all are answered in the end", async () => {
  const asked = Array.from({ length: 20 }, () => ask("/login"));
  let most = 0;
  const done = Promise.all(asked);
  for (let left = 20; left > 0; left--) {
    await expect.poll(() => drawn.length).toBeGreaterThan(0);
    most = Math.max(most, drawn.length);
    drawn.shift()?.end();
  }
  expect(most).toBeLessThanOrEqual(LIMITS.pagesPerNetwork);
  expect((await done).map(({ status }) => status)).toEqual(Array(20).fill(200));
});

test("a forged cookie has no priority; a valid one and files do", async () => {
  const { name } = sessionCookie();
  const mine = `${name}=${await sealSession({ sessionId: "s", userId: "u" })}`;
  const busy = Array.from({ length: LIMITS.pagesPerNetwork }, () => ask("/login"));
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork);
  const forged = ask("/login", `${name}=forged`);
  const others = [ask("/", mine), ask("/icon.svg"), ask("/api/health")];
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork + others.length);
  while (drawn.length > 0) drawn.shift()?.end();
  await Promise.all([...busy, ...others]);
  await expect.poll(() => drawn.length).toBe(1);
  drawn.shift()?.end();
  expect((await forged).status).toBe(200);
});

test.each([
  "/nothing.png",
  "/_next/nothing",
  "/api",
  "/api/nothing",
  "/api/docs",
  "/icons/nothing.png",
  "/icons",
])("%s waits too, whatever it looks like: that nothing is there is a page", async (path) => {
  const busy = Array.from({ length: LIMITS.pagesPerNetwork }, () => ask("/login"));
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork);
  const next = ask(path);
  const files = [ask("/icons/icon-192.png"), ask("/worker.js"), ask("/_next/static/chunks/a.js")];
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork + files.length);
  while (drawn.length > 0) drawn.shift()?.end();
  await Promise.all([...busy, ...files]);
  await expect.poll(() => drawn.length).toBe(1);
  drawn.shift()?.end();
  await next;
});

test("pages that are never finished give their places back", async () => {
  holdMs = 50;
  onTestFinished(() => {
    holdMs = ALWAYS_MS;
  });
  const abort = new AbortController();
  const { port } = http.address() as AddressInfo;
  const stuck = Array.from({ length: LIMITS.pagesPerNetwork }, () =>
    fetch(`http://127.0.0.1:${port}/login`, { signal: abort.signal }).catch(() => null),
  );
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork);
  const next = ask("/login");
  await expect.poll(() => drawn.length).toBe(LIMITS.pagesPerNetwork + 1);
  drawn.pop()?.end();
  expect((await next).status).toBe(200);
  abort.abort();
  await Promise.all(stuck);
});

test("above the queue the next request gets 503", async () => {
  rememberAs("anonymous pages", undefined);
  const many = LIMITS.pagesPerNetwork + LIMITS.pagesWaiting;
  const asked = Array.from({ length: many + 1 }, () => ask("/login"));
  const refused = await Promise.race(asked);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("2");
  for (let left = many; left > 0; left--) {
    await expect.poll(() => drawn.length).toBeGreaterThan(0);
    drawn.shift()?.end();
  }
  await Promise.all(asked);
});

test("the API reference is drawn one at a time, beside other pages", async () => {
  const references = [ask("/api/docs"), ask("/api/docs")];
  await expect.poll(() => drawn.length).toBe(1);
  const page = ask("/login");
  await expect.poll(() => drawn.length).toBe(2);
  drawn.pop()?.end();
  expect((await page).status).toBe(200);
  expect(drawn.length).toBe(1);
  drawn.shift()?.end();
  await expect.poll(() => drawn.length).toBe(1);
  drawn.shift()?.end();
  await Promise.all(references);
});
