import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addressOfClient, networkOf } from "./client-address";
import { rememberAs } from "./remember";
import { ADDRESS_HEADER, applySecurityHeaders } from "./security-headers";

const behind = (trustProxy: number) => rememberAs("settings", { trustProxy, port: 3000, host: "127.0.0.1" });
beforeEach(() => behind(0));
afterEach(() => rememberAs("settings", undefined));

const request = (headers: Record<string, string>, remoteAddress = "192.0.2.1") =>
  ({ headers: { ...headers }, socket: { remoteAddress }, url: "/" }) as unknown as IncomingMessage;
const answer = { setHeader() {} } as unknown as ServerResponse;
const from = (forwarded: string) => addressOfClient(request({ "x-forwarded-for": forwarded }));

describe("S22: where a request comes from", () => {
  test("is its connection: what a header says of it changes nothing", () => {
    for (const name of ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip"])
      expect(addressOfClient(request({ [name]: "203.0.113.5" }))).toBe("192.0.2.1");
    const spoofed = request({ [ADDRESS_HEADER]: "203.0.113.5", "x-forwarded-for": "203.0.113.6" });
    applySecurityHeaders(spoofed, answer);
    expect(spoofed.headers[ADDRESS_HEADER]).toBe("192.0.2.1");
  });

  test("is what the trusted proxies saw, counted from the end, whatever stands before", () => {
    behind(1);
    expect(from("203.0.113.5")).toBe("203.0.113.5");
    expect(from("1.1.1.1, 8.8.8.8, 203.0.113.5")).toBe("203.0.113.5");
    behind(2);
    expect(from("1.1.1.1, 203.0.113.5, 10.0.0.1")).toBe("203.0.113.5");
    expect(from("203.0.113.5")).toBe("203.0.113.5");
  });

  test("is the connection again where a proxy says no address", () => {
    behind(1);
    for (const nonsense of ["", "unknown", "203.0.113.5:80", "<script>", "1.1.1.1, "])
      expect(from(nonsense)).toBe("192.0.2.1");
  });

  test("is one address in both notations of IPv4", () => {
    expect(addressOfClient(request({}, "::ffff:192.0.2.7"))).toBe("192.0.2.7");
  });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["", ""],
])("limits count %s as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("S29: headers by which frameworks talk to themselves are taken away before anybody reads them", () => {
  const lies = {
    "x-middleware-subrequest": "middleware:middleware:middleware",
    "x-middleware-rewrite": "/admin",
    "x-middleware-override-headers": "x",
    "x-nextjs-data": "1",
    "x-nextjs-request-id": "1",
    "x-invoke-path": "/admin",
    "x-matched-path": "/admin",
    "x-now-route-matches": "1",
    "x-nonce": "known",
    "content-security-policy": "default-src *",
  };
  const asked = request({ ...lies, "next-action": "id", accept: "text/html" });
  applySecurityHeaders(asked, answer);
  for (const [name, value] of Object.entries(lies)) expect(asked.headers[name]).not.toBe(value);
  expect(asked.headers).toMatchObject({ "next-action": "id", accept: "text/html" });
});
