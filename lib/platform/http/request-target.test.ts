import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { readTarget, targetOf } from "./request-target";

const request = (url: string, host = "chat.example.com") =>
  ({ url, headers: { host }, rawHeaders: ["Host", host] }) as unknown as IncomingMessage;

test.each([
  ["/", "/", "", null],
  ["/a?b?c", "/a", "?b?c", null],
  ["//evil.example/x", "//evil.example/x", "", null],
  ["/%2e%", "/%2e%", "", null],
  ["http://host/a?b", "/a", "?b", "host"],
  ["HTTPS://host", "/", "", "host"],
  ["http://host?b", "/", "?b", "host"],
  ["http://", "/", "", ""],
])("the target %s is the path %s", (url, path, query, authority) => {
  expect(targetOf(url)).toEqual({ path, query, authority });
});

test.each(["*", "", "host:443", "ftp://host/", "a", "javascript:x"])("the target %s has no path", (url) => {
  expect(targetOf(url)).toBeNull();
  expect(readTarget(request(url))).toMatchObject({ status: 400 });
});

test("an absolute target of this very host is read as its path", () => {
  const asked = request("http://Chat.Example.com/rooms/a?b");
  expect(readTarget(asked)).toBeNull();
  expect(asked.url).toBe("/rooms/a?b");
});

test.each([
  "http://evil.example/",
  "http://chat.example.com@evil.example/",
  "http://chat.example.com:81/",
  "http:///x",
])("an absolute target of another host is misdirected: %s", (url) => {
  expect(readTarget(request(url))).toMatchObject({ status: 421 });
});

test.each(["[::", "a b", "", "a:99999", "%", "127.0.0.1:1:2", "a/b", "x@y", "a#b", "a\\b", "a?b"])(
  "a Host that names no host is refused: %j",
  (host) => {
    expect(readTarget(request("/", host))).toMatchObject({ status: 400 });
  },
);

test.each(["localhost", "a_b.example:8080", "[::1]:3000", "[::1]", "127.0.0.1:", "xn--bcher-kva.example"])(
  "the Host %s is taken",
  (host) => {
    expect(readTarget(request("/", host))).toBeNull();
  },
);

test("two Hosts are refused, and none is taken, as in HTTP/1.0", () => {
  const rawHeaders = ["Host", "a", "x", "host", "HOST", "b"];
  expect(readTarget({ ...request("/", "a"), rawHeaders } as IncomingMessage)).toMatchObject({ status: 400 });
  const bare = { url: "/", headers: {}, rawHeaders: [] } as unknown as IncomingMessage;
  expect(readTarget(bare)).toBeNull();
});
