import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressPage } from "./page-compression";

const PAGE = `<p>${"Привет, мир. ".repeat(2_000)}</p>`;

let http: Server;
beforeAll(async () => {
  http = createServer((request, response) => {
    compressPage(request, response);
    const isPicture = request.url === "/picture";
    response.writeHead(200, { "content-type": isPicture ? "image/png" : "text/html; charset=utf-8" });
    if (request.url !== "/slow") return response.end(PAGE);
    response.write(PAGE);
    // As Next does after each part of a page.
    (response as typeof response & { flush(): void }).flush();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});

const options = (path: string, accepted: string) => ({
  port: (http.address() as AddressInfo).port,
  host: "127.0.0.1",
  path,
  headers: { "accept-encoding": accepted },
});

/** Asks as a peer that does not decompress. */
function ask(path: string, accepted: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get(options(path, accepted), async (response) =>
      resolve({ headers: response.headers, body: Buffer.concat(await response.toArray()) }),
    );
    request.on("error", reject);
  });
}

test.each([
  ["gzip, deflate, br", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
])("a page for a peer that accepts %s is sent with %s", async (accepted, encoding, decompress) => {
  const { headers, body } = await ask("/", accepted);
  expect(headers).toMatchObject({ "content-encoding": encoding, vary: "Accept-Encoding" });
  expect(body.length).toBeLessThan(PAGE.length / 10);
  expect(decompress(body).toString()).toBe(PAGE);
});

test("a peer that accepts nothing gets the page as it is", async () => {
  const { headers, body } = await ask("/", "identity");
  expect(headers["content-encoding"]).toBeUndefined();
  expect(body.toString()).toBe(PAGE);
});

test("a picture is not compressed", async () => {
  expect((await ask("/picture", "br")).headers["content-encoding"]).toBeUndefined();
});

test("a part of a page arrives before its end", async () => {
  const part = await new Promise<Buffer>((resolve, reject) => {
    const request = get(options("/slow", "br"), (response) =>
      response.once("data", (bytes: Buffer) => {
        resolve(bytes);
        request.destroy();
      }),
    );
    request.on("error", reject);
  });
  expect(part.length).toBeGreaterThan(0);
});
