import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { html, PUBLIC_ADDRESS, redirect, web } from "@/tests/support/web";
import { rememberAs } from "../remember";
import type { Settings } from "../settings";
import { describeUrl, guardedFetch, type OutboundFault } from "./guarded-fetch";

const LIMITS = { timeoutMs: 5_000, maxBytes: 1_000, maxRedirects: 3 };
const get = (url: string, changes: Partial<Parameters<typeof guardedFetch>[1]> = {}) =>
  guardedFetch(url, { ...LIMITS, ...changes });
const outbound = (rules: Partial<Settings["outbound"]>) =>
  rememberAs("settings", { outbound: { allowedHosts: [], ports: [], ...rules } });
const refusedFor = (fault: OutboundFault) => ({ name: "OutboundError", fault });

beforeEach(() => rememberAs("settings", {}));
afterEach(() => rememberAs("settings", undefined));

/** A server on this machine that nobody may reach. */
async function privateListener(
  host = "127.0.0.1",
): Promise<{ port: number; heard: string[]; server: Server }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.writeHead(200, { "content-type": "text/html" }).end("<title>secret</title>");
  }).listen(0, host);
  server.on("connection", (socket) => heard.push(`connection from ${socket.remoteAddress}`));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, heard, server };
}

describe("S41: a private listener sees nothing", () => {
  test.each([
    ["dotted", "http://127.0.0.1:PORT/"],
    ["short", "http://127.1:PORT/"],
    ["decimal", "http://2130706433:PORT/"],
    ["octal", "http://0177.0.0.1:PORT/"],
    ["hexadecimal", "http://0x7f.0.0.1:PORT/"],
    ["circled digits", "http://①②⑦.⓪.⓪.①:PORT/"],
    ["full-width", "http://１２７.０.０.１:PORT/"],
    ["percent-encoded", "http://%31%32%37.0.0.1:PORT/"],
    ["trailing dot", "http://127.0.0.1.:PORT/"],
    ["any address", "http://0.0.0.0:PORT/"],
    ["zero", "http://0:PORT/"],
    ["IPv6 loopback", "http://[::1]:PORT/"],
    ["mapped", "http://[::ffff:127.0.0.1]:PORT/"],
    ["mapped in hexadecimal", "http://[::ffff:7f00:1]:PORT/"],
    ["compatible", "http://[::127.0.0.1]:PORT/"],
    ["6to4", "http://[2002:7f00:1::]:PORT/"],
    ["NAT64", "http://[64:ff9b::7f00:1]:PORT/"],
    ["localhost", "http://localhost:PORT/"],
    ["localhost with a dot", "http://localhost.:PORT/"],
    ["a name below localhost", "http://a.localhost:PORT/"],
    ["a name of one word", "http://postgres:PORT/"],
  ])("by %s", async (_, url) => {
    const { port, heard } = await privateListener();
    outbound({ ports: [port], allowedHosts: ["127.0.0.0/8", "::1"] });
    const error = await get(url.replace("PORT", `${port}`)).catch((refusal: unknown) => refusal);
    expect(["address", "host"]).toContain((error as { fault: OutboundFault }).fault);
    expect(heard).toEqual([]);
  });

  test("by a name with one private address among public ones", async () => {
    const { connected } = await web({}, { names: { "two.example": [PUBLIC_ADDRESS, "127.0.0.1"] } });
    await expect(get("http://two.example/")).rejects.toMatchObject(refusedFor("address"));
    expect(connected).toEqual([]);
  });

  test.each([
    "169.254.169.254",
    "10.0.0.1",
    "192.168.1.1",
    "fd00::1",
    "::ffff:7f00:1",
    "100.100.100.200",
    "0.0.0.0",
  ])("by a name that resolves to %s", async (address) => {
    const { connected } = await web({}, { names: { "rebound.example": [address] } });
    await expect(get("http://rebound.example/")).rejects.toMatchObject(refusedFor("address"));
    expect(connected).toEqual([]);
  });

  test("by a name whose second answer is another (DNS rebinding)", async () => {
    const names = { "rebound.example": [[PUBLIC_ADDRESS], ["169.254.169.254"]] };
    const { resolved, connected } = await web({ "rebound.example/": html("<title>a</title>") }, { names });
    await get("http://rebound.example/");
    expect(resolved).toEqual(["rebound.example"]);
    expect(connected).toEqual([[PUBLIC_ADDRESS]]);
    await expect(get("http://rebound.example/")).rejects.toMatchObject(refusedFor("address"));
  });

  test.each([
    ["its address", "http://169.254.169.254/latest/meta-data", "address"],
    ["its name", "http://inner.example/", "address"],
    ["a decimal number", "//2130706433/", "address"],
    ["another scheme", "file:///etc/passwd", "scheme"],
    ["credentials", "http://user:secret@pages.example/", "credentials"],
    ["another port", "http://pages.example:22/", "port"],
  ] as const)("by a redirect to %s", async (_, location, fault) => {
    const names = { "inner.example": ["10.0.0.8"] };
    const { connected } = await web({ "pages.example/": redirect(location) }, { names });
    await expect(get("http://pages.example/")).rejects.toMatchObject(refusedFor(fault));
    expect(connected).toEqual([[PUBLIC_ADDRESS]]);
  });

  test("by the real resolver's answer", async () => {
    const { port, heard } = await privateListener();
    outbound({ ports: [port], allowedHosts: ["localhost"] });
    await expect(get(`http://localhost:${port}/`)).rejects.toMatchObject(refusedFor("address"));
    expect(heard).toEqual([]);
  });
});

describe("S41: refused before any name is resolved", () => {
  test.each([
    ["ftp://pages.example/", "scheme"],
    ["gopher://pages.example/", "scheme"],
    ["data:text/html,a", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["not a URL", "scheme"],
    ["http://ada:secret@pages.example/", "credentials"],
    ["http://pages.example:8080/", "port"],
    ["https://pages.example:80x/", "scheme"],
    ["http://metadata.google.internal/", "host"],
  ] as const)("%s for its %s", async (url, fault) => {
    const { resolved } = await web({});
    await expect(get(url)).rejects.toMatchObject(refusedFor(fault));
    expect(resolved).toEqual([]);
  });
});

describe("settings", () => {
  test("open private addresses of listed hosts, and further ports", async () => {
    await web({ "git.corp.example:8080/": html("ok") }, { names: { "git.corp.example": ["10.0.0.5"] } });
    await expect(get("http://git.corp.example:8080/")).rejects.toMatchObject(refusedFor("port"));
    outbound({ ports: [8080] });
    await expect(get("http://git.corp.example:8080/")).rejects.toMatchObject(refusedFor("address"));
    outbound({ ports: [8080], allowedHosts: ["git.corp.example"] });
    expect(String((await get("http://git.corp.example:8080/")).body)).toBe("ok");
    outbound({ ports: [8080], allowedHosts: ["10.0.0.0/8"] });
    expect(String((await get("http://git.corp.example:8080/")).body)).toBe("ok");
  });

  test("never open loopback, link-local addresses and metadata", async () => {
    const allowedHosts = ["shut.example", "0.0.0.0/0", "::/0"];
    outbound({ allowedHosts });
    for (const address of ["127.0.0.1", "169.254.169.254", "::1", "fe80::1", "100.100.100.200"]) {
      await web({}, { names: { "shut.example": [address] } });
      await expect(get("http://shut.example/")).rejects.toMatchObject(refusedFor("address"));
    }
  });

  test("a proxy resolves names itself; addresses and local names are judged before it", async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200, { "content-type": "text/html" }).end("by proxy");
    }).listen(0, "127.0.0.1");
    onTestFinished(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    await once(proxy, "listening");
    outbound({ proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    const { resolved } = await web({});
    expect(String((await get("http://pages.example/a")).body)).toBe("by proxy");
    expect(asked).toEqual(["http://pages.example/a"]);
    for (const url of [
      "http://127.0.0.1/",
      "http://[::ffff:7f00:1]/",
      "http://localhost/",
      "http://db.internal/",
    ])
      await expect(get(url)).rejects.toMatchObject({ name: "OutboundError" });
    expect(asked).toHaveLength(1);
    expect(resolved).toEqual([]);
  });
});

describe("S42: bounds", () => {
  test("three redirects, and not four", async () => {
    const { requests } = await web({
      "a.example/": redirect("http://b.example/"),
      "b.example/": redirect("/c", 301),
      "b.example/c": redirect("//d.example/", 307),
      "d.example/": html("end"),
      "loop.example/": redirect("/"),
    });
    const answer = await get("http://a.example/");
    expect([answer.url.href, String(answer.body)]).toEqual(["http://d.example/", "end"]);
    await expect(get("http://loop.example/")).rejects.toMatchObject(refusedFor("redirects"));
    expect(requests.filter((one) => one.startsWith("loop"))).toHaveLength(4);
  });

  test("bytes count after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    await web({
      "bomb.example/": (_request, response) =>
        void response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end(bomb),
    });
    const { body, isWhole } = await get("http://bomb.example/");
    expect([body.length, isWhole]).toEqual([LIMITS.maxBytes, false]);
  });

  test("a body without an end is cut, and one that drips is given up", async () => {
    await web({
      "endless.example/": (_request, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const timer = setInterval(() => response.write("x".repeat(200)), 1);
        response.on("close", () => clearInterval(timer));
      },
      "drip.example/": (_request, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.write("<title>slow</title>");
      },
      "mute.example/": () => {},
    });
    expect(await get("http://endless.example/")).toMatchObject({ isWhole: false });
    const drip = await get("http://drip.example/", { timeoutMs: 200 });
    expect([String(drip.body), drip.isWhole]).toEqual(["<title>slow</title>", false]);
    await expect(get("http://mute.example/", { timeoutMs: 100 })).rejects.toMatchObject(
      refusedFor("timeout"),
    );
  });

  test("a resolver that never answers is given up in time", async () => {
    rememberAs("outbound network", { resolve: () => new Promise(() => {}) });
    onTestFinished(() => rememberAs("outbound network", undefined));
    await expect(get("http://slow.example/", { timeoutMs: 100 })).rejects.toMatchObject(
      refusedFor("timeout"),
    );
  });

  test("no cookies come back, and the name says that it is a bot", async () => {
    const { headers } = await web({
      "a.example/": (_request, response) =>
        void response.writeHead(302, { location: "/b", "set-cookie": "id=1" }).end(),
      "a.example/b": html("b"),
    });
    await get("http://a.example/");
    expect(headers.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
    expect(headers[0]!["user-agent"]).toMatch(/bot/i);
  });

  test("a body is not read if its kind is not wanted, nor beyond what is enough", async () => {
    await web({ "a.example/": html("<head></head>rest") });
    expect((await get("http://a.example/", { accepts: () => false })).body).toHaveLength(0);
    expect((await get("http://a.example/", { isEnough: () => true })).isWhole).toBe(false);
  });
});

test("errors and logs name the host and a hash, never the URL", async () => {
  await web({}, { names: { "a.example": ["127.0.0.1"] } });
  const url = "http://a.example/reset?token=very-secret";
  const error = await get(url).catch((refusal: Error) => refusal);
  expect(String(error)).toContain("a.example");
  expect(String(error)).not.toContain("secret");
  expect(describeUrl(url)).toMatch(/^a\.example #[0-9a-f]{12}$/);
});

test("a webhook's request has a method, headers and a body", async () => {
  const bodies: string[] = [];
  await web({
    "hook.example/": (request, response) => {
      request.on("data", (part) =>
        bodies.push(`${request.method} ${request.headers["content-type"]} ${part}`),
      );
      request.on("end", () => response.writeHead(204).end());
    },
  });
  const request = {
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  } as const;
  expect((await get("http://hook.example/", request)).status).toBe(204);
  expect(bodies).toEqual(['POST application/json {"a":1}']);
});

test("the connection goes to a judged address, whatever the name means by then", async () => {
  const { port, heard } = await privateListener();
  const { outboundNetwork } = await import("./outbound-network");
  const connector = outboundNetwork().connector(["127.0.0.1"]);
  const socket = await new Promise<ReturnType<typeof connect>>((resolve, reject) =>
    connector({ hostname: "elsewhere.example", protocol: "http:", port: `${port}` }, (error, made) =>
      error ? reject(error) : resolve(made as ReturnType<typeof connect>),
    ),
  );
  onTestFinished(() => void socket.destroy());
  expect(socket.remoteAddress).toBe("127.0.0.1");
  expect(heard).toHaveLength(1);
});
