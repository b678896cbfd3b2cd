import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rememberAs } from "../remember";
import { isSameOrigin } from "./same-origin";

const given = (settings: { publicUrl?: string; trustProxy?: number }) => rememberAs("settings", settings);
beforeEach(() => given({}));
afterEach(() => rememberAs("settings", undefined));

describe("a page is ours by scheme, host and port", () => {
  test.each([
    ["http://host", "host"],
    ["http://host", "HOST"],
    ["http://host", "host:80"],
    ["http://host:3000", "host:3000"],
    ["http://[::1]:3000", "[::1]:3000"],
    ["http://[::1]", "[0:0:0:0:0:0:0:1]"],
    ["http://host.", "host."],
  ])("%s for %s", (origin, host) => {
    expect(isSameOrigin({ origin, host })).toBe(true);
  });

  test.each([
    ["https://host", "host"],
    ["https://host:80", "host"],
    ["http://host:443", "host"],
    ["http://host:3000", "host"],
    ["http://host", "host:3000"],
    ["http://host.", "host"],
    ["http://host.evil.example", "host"],
    ["http://evil.example@host", "host"],
    ["http://host/path", "host"],
    ["ws://host", "host"],
    ["null", "host"],
    ["null", "null"],
    ["", "host"],
    ["host", "host"],
    ["http://", ""],
    ["http://host, http://evil.example", "host"],
  ])("and not %s for %s", (origin, host) => {
    expect(isSameOrigin({ origin, host })).toBe(false);
  });

  test("and without an origin only where the browser says so", () => {
    expect(isSameOrigin({ host: "host" })).toBe(false);
    expect(isSameOrigin({ host: "host", "sec-fetch-site": "same-origin" })).toBe(true);
    for (const site of ["same-site", "cross-site", "none"])
      expect(isSameOrigin({ host: "host", "sec-fetch-site": site })).toBe(false);
  });
});

test("PUBLIC_URL alone decides where it is set", () => {
  given({ publicUrl: "https://chat.example.com" });
  const host = "127.0.0.1:3000";
  expect(isSameOrigin({ origin: "https://chat.example.com", host })).toBe(true);
  for (const origin of ["http://chat.example.com", `http://${host}`, "https://chat.example.com:8443"])
    expect(isSameOrigin({ origin, host })).toBe(false);
  expect(isSameOrigin({ origin: `http://${host}`, host, "sec-fetch-site": "same-origin" })).toBe(true);
});

test("behind a proxy the scheme is the one that it saw, or that a browser vouches for", () => {
  const page = { origin: "https://host", host: "host" };
  expect(isSameOrigin({ ...page, "x-forwarded-proto": "https" })).toBe(false);
  expect(isSameOrigin({ ...page, "sec-fetch-site": "same-origin" })).toBe(true);
  expect(isSameOrigin({ ...page, origin: "https://evil.example", "sec-fetch-site": "same-origin" })).toBe(
    false,
  );
  given({ trustProxy: 1 });
  expect(isSameOrigin({ ...page, "x-forwarded-proto": "https" })).toBe(true);
  expect(isSameOrigin({ ...page, "x-forwarded-proto": "https, http" })).toBe(false);
});
