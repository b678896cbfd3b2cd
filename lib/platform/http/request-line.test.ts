import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { admitRequestLine, answerBrokenRequests } from "./request-line";

let http: Server;
beforeAll(async () => {
  http = createServer((request, response) => {
    if (!admitRequestLine(request, response)) return;
    const { range, "if-match": ifMatch, "if-unmodified-since": since } = request.headers;
    response.end(`${request.method} ${request.url}${range ?? ""}${ifMatch ?? ""}${since ?? ""}`);
  });
  answerBrokenRequests(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => http.close(resolve)));

/** Sends a raw request line on a connection of its own, and returns the answer. */
async function ask(line: string): Promise<{ status: number; allow: string | undefined; body: string }> {
  const { port } = http.address() as AddressInfo;
  const response = await new Promise<string>((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (bytes) => {
      text += bytes;
    });
    socket.on("close", () => resolve(text));
    socket.write(`${line} HTTP/1.1\r\nHost: parley.test\r\nConnection: close\r\n\r\n`);
  });
  const [head = "", body = ""] = response.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), allow: /^allow: (.*)$/im.exec(head)?.[1], body };
}

test.each(["/api/v1/rooms/%ff", "/api/v1/rooms/100%", "/api/v1/%c0%af", "/api/auth/%"])(
  "a path of the API that is no percent-encoded UTF-8 is 422: %s",
  async (path) => {
    const { status, body } = await ask(`GET ${path}?q=1`);
    expect(status).toBe(422);
    expect(JSON.parse(body)).toMatchObject({ status: 422, code: "validation_failed" });
  },
);

test.each([
  "/api/v1/rooms/R/members/..",
  "/api/v1/rooms/R/members/%2e%2e",
  "/api/v1/rooms/R/members/.%2E?x=1",
  "/api/v1/rooms/R/members/%2e",
  "/api/v1/rooms/R/members/..\\",
  "/api/v1/rooms/%2e%2e/users",
  "/rooms/%2E%2e",
])("a path with a segment of dots is 404 and becomes no other path: DELETE %s", async (path) => {
  const { status, body } = await ask(`DELETE ${path}`);
  expect(status).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ code: "not_found" });
});

test.each([
  "/api/v1/rooms/..a",
  "/api/v1/rooms/a..",
  "/api/v1/rooms/a.b?q=../..",
  "/api/v1/rooms/%252e%252e",
])("dots within a name stay: %s", async (path) => {
  expect((await ask(`DELETE ${path}`)).body).toBe(`DELETE ${path}`);
});

test.each([
  ["/rooms/100%", "/rooms/100%25"],
  ["/rooms/100%?message=3%", "/rooms/100%25?message=3%"],
  ["/rooms/50%25%", "/rooms/50%25%25"],
  ["/rooms/%ff", "/rooms/%25ff"],
  ["/rooms/caf%C3%A9", "/rooms/caf%C3%A9"],
])("a percent sign in a page's path that encodes nothing stands for itself: %s", async (given, path) => {
  expect((await ask(`GET ${given}`)).body).toBe(`GET ${path}`);
});

test.each(["TRACE", "PROPFIND", "OPTIONS", "DELETE", "CONNECT", "FOO", "QUERY"])(
  "%s of a page is 405 and says which methods there are",
  async (method) => {
    const { status, allow, body } = await ask(`${method} /login`);
    expect(status).toBe(405);
    expect(allow).toMatch(/^GET, HEAD, POST/);
    expect(JSON.parse(body)).toMatchObject({ status: 405, code: "method_not_allowed" });
  },
);

test("an unknown method of the API goes on as OPTIONS, which its handlers refuse", async () => {
  for (const method of ["TRACE", "PROPFIND", "QUERY"])
    expect((await ask(`${method} /api/v1/rooms`)).body).toBe("OPTIONS /api/v1/rooms");
});

test("a malformed request gets 400 in problem+json", async () => {
  for (const line of ["GET *", "OPTIONS *", "GET"]) {
    const { status, body } = await ask(line);
    expect(status, line).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ status: 400 });
  }
});

test.each(["Range: bytes=99999999-", 'If-Match: "x"', "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT"])(
  "Next does not see a condition on which it fails: %s",
  async (header) => {
    expect((await ask(`GET /worker.js HTTP/1.1\r\n${header}\r\nx:`)).body).toBe("GET /worker.js");
  },
);

test("a condition reaches the files of messages, and nothing that Next answers", async () => {
  const range = "HTTP/1.1\r\nRange: bytes=0-1\r\nX:";
  expect((await ask(`GET /api/v1/files/x ${range}`)).body).toContain("bytes=0-1");
  expect((await ask(`GET /api/v1/rooms ${range}`)).body).not.toContain("bytes=0-1");
});
