import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { rememberAs } from "../remember";
import { addressOfClient, networkOf } from "./client-address";
import { ADDRESS_HEADER, PROOF_HEADER } from "./request-address";
import { applySecurityHeaders } from "./security-headers";

const behind = (trustProxy: number) => rememberAs("settings", { trustProxy, port: 3000, host: "127.0.0.1" });
beforeEach(() => behind(0));
afterEach(() => rememberAs("settings", undefined));

const request = (headers: Record<string, string>, remoteAddress = "192.0.2.1") =>
  ({ headers: { ...headers }, socket: { remoteAddress }, url: "/" }) as unknown as IncomingMessage;
const answer = { setHeader() {} } as unknown as ServerResponse;
const from = (forwarded: string) => addressOfClient(request({ "x-forwarded-for": forwarded }));

describe("S22: the address of a request", () => {
  test("is its connection's: headers change nothing", () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    for (const name of ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip"])
      expect(addressOfClient(request({ [name]: "203.0.113.5" }))).toBe("192.0.2.1");
    const spoofed = request({ [ADDRESS_HEADER]: "203.0.113.5", "x-forwarded-for": "203.0.113.6" });
    applySecurityHeaders(spoofed, answer);
    expect(spoofed.headers[ADDRESS_HEADER]).toBe("192.0.2.1");
  });

  test("is the one that the trusted proxies saw, counted from the end", () => {
    behind(1);
    expect(from("203.0.113.5")).toBe("203.0.113.5");
    expect(from("1.1.1.1, 8.8.8.8, 203.0.113.5")).toBe("203.0.113.5");
    behind(2);
    expect(from("1.1.1.1, 203.0.113.5, 10.0.0.1")).toBe("203.0.113.5");
    expect(from("203.0.113.5")).toBe("203.0.113.5");
  });

  test("is the connection's again if a proxy gives no address", () => {
    behind(1);
    const nonsense = [
      "",
      "unknown",
      "_hidden:80",
      "<script>",
      "1.1.1.1, ",
      "[1.1.1.1",
      "1.1.1.1:",
      "[::1]x",
      "1.1.1:80",
    ];
    for (const entry of nonsense) expect(from(entry)).toBe("192.0.2.1");
  });

  test.each([
    ["203.0.113.5:51234", "203.0.113.5"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ['"[2001:db8::1]:443"', "2001:db8::1"],
    ["1.1.1.1:80, 203.0.113.5:51234", "203.0.113.5"],
    ["::ffff:203.0.113.5", "203.0.113.5"],
    ["[::ffff:203.0.113.5]:80", "203.0.113.5"],
    ["::ffff:cb00:7105", "203.0.113.5"],
    ["0:0:0:0:0:ffff:203.0.113.5", "203.0.113.5"],
    ["2001:db8:0:0:0:ffff:cb00:7105", "2001:db8:0:0:0:ffff:cb00:7105"],
  ])("is read out of %s, as proxies write it", (forwarded, address) => {
    behind(1);
    expect(from(forwarded)).toBe(address);
  });

  test("is warned about once if an untrusted proxy seems to be there", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    warn.mockClear();
    rememberAs("told of a proxy", undefined);
    for (let i = 0; i < 3; i++) from("203.0.113.5");
    expect(warn.mock.calls.map(String)).toEqual([
      expect.stringContaining("set TRUST_PROXY to the number of proxies"),
    ]);
    warn.mockRestore();
  });

  test("is one address in both notations of IPv4", () => {
    expect(addressOfClient(request({}, "::ffff:192.0.2.7"))).toBe("192.0.2.7");
  });
});

test("S29: a host that no proxy was trusted to tell does not reach next-auth", () => {
  const asked = () =>
    Object.assign(request({ "x-forwarded-host": "evil.example" }), { url: "/api/auth/signin" });
  const [direct, proxied] = [asked(), asked()];
  applySecurityHeaders(direct, answer);
  expect(direct.headers).not.toHaveProperty("x-forwarded-host");
  behind(1);
  applySecurityHeaders(proxied, answer);
  expect(proxied.headers["x-forwarded-host"]).toBe("evil.example");
});

test.each(["[::", "a b", "a:99999", "x@y"])(
  "a proxy's word that names no host does not reach next-auth: %s",
  (host) => {
    behind(1);
    const asked = Object.assign(request({ "x-forwarded-host": host }), { url: "/api/auth/session" });
    applySecurityHeaders(asked, answer);
    expect(asked.headers).not.toHaveProperty("x-forwarded-host");
  },
);

describe("a request that this process sends on to itself", () => {
  const post = (headers: Record<string, string>, peer: string) => {
    const asked = Object.assign(request(headers, peer), { method: "POST" });
    applySecurityHeaders(asked, answer);
    return asked.headers as Record<string, string>;
  };

  test("keeps the address that it came with first", () => {
    const first = post({ "next-action": "id" }, "203.0.113.5");
    const sentOn = post({ ...first, "x-action-forwarded": "1" }, "127.0.0.1");
    expect(sentOn).toMatchObject({ [ADDRESS_HEADER]: "203.0.113.5", "x-action-forwarded": "1" });
  });

  test("is distinguished from a client's forgery by a proof for this very address", () => {
    const { [PROOF_HEADER]: proof = "" } = post({}, "203.0.113.5");
    const claims: Record<string, string>[] = [
      { [ADDRESS_HEADER]: "203.0.113.6", [PROOF_HEADER]: proof },
      { [ADDRESS_HEADER]: "203.0.113.6", [PROOF_HEADER]: "x" },
      { [ADDRESS_HEADER]: "203.0.113.6", "x-action-forwarded": "1" },
    ];
    for (const claim of claims) {
      const headers = post(claim, "192.0.2.1");
      expect(headers[ADDRESS_HEADER]).toBe("192.0.2.1");
      expect(headers).not.toHaveProperty("x-action-forwarded");
    }
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
