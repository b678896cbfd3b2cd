import { expect, test } from "vitest";
import { ERROR_STATUS, type ErrorCode } from "@/lib/shared/errors";
import { apiServer, as } from "@/tests/support/api-server";
import { testDatabase } from "@/tests/support/database";
import { type Person, person } from "@/tests/support/world";

testDatabase();
const server = apiServer();

const TUS = { "tus-resumable": "1.0.0" };
const BYTES = { "content-type": "application/offset+octet-stream" };

/** Begins an upload, and returns its address. */
async function begin(by: Person, size: number): Promise<string> {
  const headers = { ...as(by), ...TUS, "upload-length": String(size) };
  const made = await fetch(`${server.url}/uploads`, { method: "POST", headers });
  return new URL(made.headers.get("location")!, server.url).href;
}

test.each([
  ["POST", { "upload-length": "x" }, 422, "Upload-Length"],
  ["POST", {}, 422, "Upload-Length"],
  ["POST", { "upload-defer-length": "1" }, 422, "Upload-Defer-Length"],
  ["POST", { "upload-length": "1", "upload-concat": "partial" }, 422, "Upload-Concat"],
  ["PATCH", { ...BYTES }, 422, "Upload-Offset"],
  ["PATCH", { ...BYTES, "upload-offset": "-1" }, 422, "Upload-Offset"],
  ["PATCH", { "content-type": "text/plain", "upload-offset": "0" }, 415, undefined],
  ["PATCH", { ...BYTES, "upload-offset": "0", "tus-resumable": "0.2.2" }, 412, undefined],
  ["GET", {}, 405, undefined],
])(
  "a %s with the headers %j is %i, as tus asks, and names the header",
  async (method, headers, status, path) => {
    const ada = await person("Ada");
    const url = method === "POST" ? `${server.url}/uploads` : await begin(ada, 6);
    const answer = await fetch(url, { method, headers: { ...as(ada), ...TUS, ...headers } });
    const { errors, code } = await answer.json();
    expect([answer.status, errors?.[0].path]).toEqual([status, path]);
    expect(ERROR_STATUS[code as ErrorCode]).toBe(status);
    expect(answer.headers.get("tus-version")).toBe(status === 412 ? "1.0.0" : null);
    expect(answer.headers.get("allow")).toBe(status === 405 ? "HEAD, PATCH, DELETE, OPTIONS" : null);
  },
);

test("a client without PATCH and DELETE says them in X-HTTP-Method-Override", async () => {
  const ada = await person("Ada");
  const url = await begin(ada, 3);
  const post = (method: string, headers: object, body?: string) =>
    fetch(url, {
      method: "POST",
      headers: { ...as(ada), ...TUS, "x-http-method-override": method, ...headers },
      ...(body !== undefined && { body }),
    });
  const part = await post("PATCH", { ...BYTES, "upload-offset": "0" }, "abc");
  expect([part.status, part.headers.get("upload-offset")]).toEqual([204, "3"]);
  expect((await post("DELETE", {})).status).toBe(204);
});
