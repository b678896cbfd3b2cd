import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { readTarget, targetOf } from "./request-target";

const request = (url: string, host = "chat.example.com") => ({ url, headers: { host } }) as IncomingMessage;

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
