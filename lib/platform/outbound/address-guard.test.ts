import { describe, expect, test } from "vitest";
import { type AddressKind, isLocalName, judgeAddress, mayBePrivate, parseAllowedHost } from "./address-guard";

const CASES: Record<AddressKind, string[]> = {
  public: [
    "8.8.8.8",
    "93.184.215.14",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
  ],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd00::1", "fc00::1"],
  closed: [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "4000::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "not an address",
    "",
  ],
};

describe.each(Object.entries(CASES))("S41: an address is %s", (kind, addresses) => {
  test.each(addresses)("%s", (address) => {
    expect(judgeAddress(address)).toBe(kind);
  });
});

describe("S41: an IPv4 address within IPv6 is taken out and judged", () => {
  test.each([
    ["mapped", "::ffff:127.0.0.1"],
    ["mapped, as a URL spells it", "::ffff:7f00:1"],
    ["compatible", "::169.254.169.254"],
    ["translated", "::ffff:0:a9fe:a9fe"],
    ["NAT64", "64:ff9b::a9fe:a9fe"],
    ["local NAT64", "64:ff9b:1::7f00:1"],
    ["6to4", "2002:a9fe:a9fe::"],
    ["Teredo's server", "2001:0:7f00:1::f7f7:f7f7"],
    ["Teredo's client", "2001:0:808:808::80ff:fffe"],
    ["ISATAP", "2606:4700::5efe:7f00:1"],
  ])("%s: %s is closed", (_, address) => {
    expect(judgeAddress(address)).toBe("closed");
  });

  test("a private one is private", () => {
    expect(judgeAddress("::ffff:10.0.0.1")).toBe("private");
    expect(judgeAddress("64:ff9b::a00:1")).toBe("private");
  });
});

test("the list of allowed hosts names hosts, suffixes, addresses and ranges", () => {
  const rules = {
    ports: [],
    allowedHosts: ["git.corp.example", "*.lan.example", "10.1.0.0/16", "fd12::/16", "10.9.9.9"],
  };
  const allows = (host: string, address: string) => mayBePrivate(host, address, rules);
  expect(allows("GIT.corp.example.", "192.168.0.1")).toBe(true);
  expect(allows("wiki.lan.example", "192.168.0.1")).toBe(true);
  expect(allows("lan.example", "192.168.0.1")).toBe(false);
  expect(allows("any.example", "10.1.2.3")).toBe(true);
  expect(allows("any.example", "10.2.0.1")).toBe(false);
  expect(allows("any.example", "fd12::5")).toBe(true);
  expect(allows("any.example", "10.9.9.9")).toBe(true);
  expect(allows("evil-git.corp.example", "192.168.0.1")).toBe(false);
});

test("an entry of the list is a name, a suffix, an address or a range", () => {
  for (const entry of ["git.corp.example", "*.corp.example", "10.0.0.0/8", "10.0.0.1", "fd00::/8", "gitlab"])
    expect(parseAllowedHost(entry)).toBe(entry);
  expect(parseAllowedHost("[fd00::1]")).toBe("fd00::1");
  for (const entry of ["https://git.corp.example", "*", "10.0.0.0/99", "a b", "host:80", ""])
    expect(parseAllowedHost(entry)).toBeNull();
});

test("names of the local network are known without DNS", () => {
  for (const name of [
    "localhost",
    "LOCALHOST.",
    "db.localhost",
    "printer.local",
    "metadata.google.internal",
    "postgres",
    "a.home.arpa",
  ])
    expect(isLocalName(name)).toBe(true);
  for (const name of ["example.com", "local.example.com", "8.8.8.8", "::1"])
    expect(isLocalName(name)).toBe(false);
});
