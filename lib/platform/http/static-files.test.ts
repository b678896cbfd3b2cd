import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticFiles } from "./static-files";

const SCRIPT = "const words = 'привет';\n".repeat(200);

let folder: string;
let http: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "parley-static-"));
  mkdirSync(join(folder, "built/chunks"), { recursive: true });
  writeFileSync(join(folder, "secret.js"), "secret");
  writeFileSync(join(folder, "built/chunks/a.js"), SCRIPT);
  writeFileSync(join(folder, "built/chunks/a.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, "built/chunks/a.js.gz"), gzipSync(SCRIPT));
  writeFileSync(join(folder, "built/font.woff2"), "font");
  const answerStaticFile = staticFiles(join(folder, "built"));
  http = createServer((request, response) => {
    if (!answerStaticFile(request, response)) response.writeHead(404).end("another's");
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  http.close();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Asks as a peer that does not decompress. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = http.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const request = get({ port, host: "127.0.0.1", path, headers, method }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode!, headers: response.headers, body });
    });
    request.on("error", reject);
  });
}

const SCRIPT_PATH = "/_next/static/chunks/a.js";

test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["br;q=0.5, gzip", "gzip", gunzipSync],
  ["gzip", "gzip", gunzipSync],
  ["*", "br", brotliDecompressSync],
])("a peer that accepts %s gets %s", async (accepted, encoding, decompress) => {
  const { status, headers, body } = await ask(SCRIPT_PATH, { "accept-encoding": accepted });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-encoding": encoding,
    "content-type": "text/javascript; charset=utf-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(decompress(body).toString()).toBe(SCRIPT);
});

test.each([
  [{}],
  [{ "accept-encoding": "identity" }],
  [{ "accept-encoding": "br;q=0, gzip;q=0" }],
  [{ "accept-encoding": "zstd" }],
  [{ "accept-encoding": "\u00ff;;,=" }],
])("a peer that accepts neither gets the script as it is: %j", async (accepted) => {
  const { headers, body } = await ask(SCRIPT_PATH, accepted);
  expect(headers).toMatchObject({ vary: "Accept-Encoding", "content-length": String(body.length) });
  expect(headers["content-encoding"]).toBeUndefined();
  expect(body.toString()).toBe(SCRIPT);
});

test("a file that is not compressed says nothing of encodings", async () => {
  const { headers, body } = await ask("/_next/static/font.woff2", { "accept-encoding": "br" });
  expect(headers).toMatchObject({ "content-type": "font/woff2", "content-length": "4" });
  expect(headers.vary).toBeUndefined();
  expect(body.toString()).toBe("font");
});

test("a known file is not sent again", async () => {
  const { headers } = await ask(SCRIPT_PATH, { "accept-encoding": "br" });
  const again = await ask(SCRIPT_PATH, { "accept-encoding": "br", "if-none-match": headers.etag! });
  expect(again).toMatchObject({ status: 304 });
  expect(again.body).toHaveLength(0);
});

test("HEAD has the headers and no body", async () => {
  const { headers, body } = await ask(SCRIPT_PATH, { "accept-encoding": "br" }, "HEAD");
  expect(headers["content-encoding"]).toBe("br");
  expect(body).toHaveLength(0);
});

test("a query does not matter", async () => {
  expect(await ask(`${SCRIPT_PATH}?dpl=1`)).toMatchObject({ status: 200 });
});

test.each([
  "/_next/static/../secret.js",
  "/_next/static/%2e%2e/secret.js",
  "/_next/static/..%2fsecret.js",
  "/_next/static/chunks",
  "/_next/static/chunks/",
  "/_next/static/",
  "/_next/static/chunks/b.js",
  "/_next/static/chunks/a.js%00",
  "/_next/static/__proto__",
  "/secret.js",
])("%s is left to others", async (path) => {
  expect((await ask(path)).body.toString()).toBe("another's");
});

test("a form sent to a file is left to others", async () => {
  expect((await ask(SCRIPT_PATH, {}, "DELETE")).body.toString()).toBe("another's");
});
