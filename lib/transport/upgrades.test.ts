import { describe, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database";
import { rawSocket, rawWebSocket, upgradeTo } from "@/tests/support/raw-socket";
import { testServer } from "@/tests/support/test-server";

testDatabase();
const server = testServer();
const QUERY = "?EIO=4&transport=websocket";

/** Returns the whole answer to an upgrade, once the connection is closed. */
async function answerTo(text: string): Promise<string> {
  const raw = rawSocket(server.port);
  raw.write(text);
  await raw.closed;
  return raw.read();
}

test.each([
  `/socket.io${QUERY}`,
  `/socket.io/${QUERY}`,
  "/api/v1/ws",
  "/api/v1/ws/",
  "/api/v1/ws/?token=x",
  `http://127.0.0.1/socket.io${QUERY}`,
])("%s is taken", async (target) => {
  const raw = await rawWebSocket(server.port, target);
  expect(raw.read()).toMatch(/^HTTP\/1\.1 101 /);
  raw.socket.destroy();
});

describe("an upgrade without a taker is answered and its connection closed", () => {
  test.each([
    ["/", 404],
    ["//", 404],
    ["//evil.example/socket.io/", 404],
    ["/%2e", 404],
    ["/%", 404],
    ["/%73ocket.io/", 404],
    ["/socket.io//", 404],
    [`/socket.io/x${QUERY}`, 404],
    ["/socket.iox", 404],
    ["/api/v1/ws/x", 404],
    ["/api/v1/wsx", 404],
    ["/x/../api/v1/ws", 404],
    ["/API/V1/WS", 404],
    ["/constructor", 404],
    ["/_next/hmr", 404],
    ["http://", 404],
    ["http://[/api", 404],
    ["*", 400],
    ["ftp://127.0.0.1/socket.io/", 400],
    ["/socket.io/", 400],
    ["/socket.io/?EIO=4&transport=polling", 400],
    ["/socket.io/?EIO=4&transport=__proto__", 400],
    ["/socket.io/?EIO=3&transport=websocket", 400],
    [`/socket.io/${QUERY}&sid=x`, 400],
    ["http://evil.example/api/v1/ws", 400],
    [`http://evil.example/socket.io/${QUERY}`, 400],
  ])("%s", async (target, status) => {
    const answer = await answerTo(upgradeTo(target));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('"code":"');
  });

  test.each(["h2c", "TLS/1.0", "websocket, h2c", "x"])("to %s", async (upgrade) => {
    for (const target of ["/", "/api/v1/ws", `/socket.io/${QUERY}`])
      expect(await answerTo(upgradeTo(target, { upgrade }))).toMatch(/^HTTP\/1\.1 (404|426) /);
  });

  test.each(["POST", "PUT", "OPTIONS", "HEAD", "DELETE"])("by %s", async (method) => {
    for (const target of ["/api/v1/ws", `/socket.io/${QUERY}`])
      expect(await answerTo(upgradeTo(target, { method }))).toMatch(/^HTTP\/1\.1 405 /);
  });

  test.each([
    ["without a key", (text: string) => text.replace(/Sec-WebSocket-Key.*\r\n/, "")],
    ["with a wrong version", (text: string) => text.replace("Version: 13", "Version: 99")],
    [
      "with a wrong protocol",
      (text: string) => text.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: ,\r\n\r\n"),
    ],
  ])("%s", async (_name, spoil) => {
    for (const target of ["/api/v1/ws", `/socket.io/${QUERY}`])
      expect(await answerTo(spoil(upgradeTo(target)))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test.each(["a b", "[::", "127.0.0.1\r\nHost: evil.example"])(
  "an upgrade whose Host cannot be read is refused: %j",
  async (host) => {
    const text = upgradeTo("/api/v1/ws").replace("Host: 127.0.0.1", `Host: ${host}`);
    expect(await answerTo(text)).toMatch(/^HTTP\/1\.1 400 /);
  },
);

test.each(["&EIO=3", "&transport=polling", "&EIO=4&EIO=4", "&transport[]=x&sid[]=y", "&EIO", "&b64=1&j=0"])(
  "a handshake with the repeated parameter %s gets one answer",
  async (more) => {
    const raw = await rawWebSocket(server.port, `/socket.io/${QUERY}${more}`);
    await raw.until((read) => read.includes('"sid"') || read.split("HTTP/1.1").length > 2);
    expect(raw.read().match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 101"]);
    raw.socket.destroy();
  },
);

test("the connection of a refused upgrade is destroyed, though its peer keeps it open", async () => {
  await expect.poll(() => server.connections()).toBe(0);
  for (const target of ["/", "*", "/socket.io/", `/socket.io/${QUERY}&sid=x`])
    await answerTo(upgradeTo(target));
  await answerTo(upgradeTo("/api/v1/ws").replace(/Sec-WebSocket-Key.*\r\n/, ""));
  await expect.poll(() => server.connections()).toBe(0);
});

test("an upgrade behind a request that is not answered yet is refused", async () => {
  const slow = "POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
  expect(await answerTo(`${slow}${upgradeTo("/api/v1/ws")}`)).not.toContain("101 Switching");
});

test.each(["/socket.io/?EIO=4&transport=polling", "/socket.io?EIO=4&transport=polling&t=x"])(
  "a polling handshake at %s is referred to WebSocket",
  async (path) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const detail = expect.stringContaining('use transports: ["websocket"]');
    expect(await response.json()).toMatchObject({ status: 400, detail, message: detail });
  },
);

test("a plain request to the plain socket is referred to an upgrade", async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/ws/`);
  expect([response.status, response.headers.get("upgrade")]).toEqual([426, "websocket"]);
});
