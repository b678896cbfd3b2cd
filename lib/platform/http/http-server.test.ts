import { createServer, get } from "node:http";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { LIMITS } from "@/lib/shared/limits";
import { rawSocket } from "@/tests/support/raw-socket";
import { freePort } from "../postgres/free-port";
import { rememberAs } from "../remember";
import { allowLongBody, closeHttp, createHttp, listen, requireFreePort } from "./http-server";

beforeEach(() => rememberAs("settings", {}));
afterEach(() => rememberAs("settings", undefined));

async function address() {
  return { host: "127.0.0.1", port: await freePort() };
}

test("a free port is left free", async () => {
  const where = await address();
  await requireFreePort(where);
  await requireFreePort(where);
});

test("a taken port is reported with a remedy", async () => {
  const where = await address();
  const other = createServer();
  await listen(other, where);
  onTestFinished(() => void other.close());

  const sentence = `Port ${where.port} is taken: stop what uses it, or set PORT to another one.`;
  await expect(requireFreePort(where)).rejects.toThrow(
    expect.objectContaining({ name: "StartError", message: sentence }),
  );
  await expect(listen(createServer(), where)).rejects.toThrow(sentence);
});

test("a port that becomes free in a moment is waited for", async () => {
  const where = await address();
  const old = createServer();
  await listen(old, where);
  const waiting = requireFreePort(where);
  old.close();
  await waiting;
});

test("an address of another machine is reported", async () => {
  const where = { ...(await address()), host: "192.0.2.1" };
  await expect(requireFreePort(where)).rejects.toThrow(
    "Parley cannot listen on 192.0.2.1 (EADDRNOTAVAIL): set HOST to an address of this machine.",
  );
});

test("the end lets requests finish, and ends idle connections", async () => {
  const where = await address();
  let finish = () => {};
  const server = createServer((_request, response) => {
    finish = () => response.end("done");
  });
  await listen(server, where);
  const arrived = new Promise((resolve) => server.once("request", resolve));
  const answer = new Promise<string>((resolve) => {
    get({ ...where, path: "/" }, (response) => response.on("data", (chunk) => resolve(String(chunk))));
  });
  await arrived;

  const closed = closeHttp(server);
  finish();
  expect(await answer).toBe("done");
  await closed;
  expect(server.listening).toBe(false);
});

const ASKS = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

test("S44: a connection with too many requests in progress is destroyed, and the next is not begun", async () => {
  const where = await address();
  let begun = 0;
  const server = createHttp(() => void begun++);
  await listen(server, where);
  onTestFinished(() => closeHttp(server));

  const raw = rawSocket(where.port);
  raw.write(ASKS.repeat(LIMITS.unansweredRequests * 10));
  await raw.closed;
  expect(begun).toBe(LIMITS.unansweredRequests);
});

test("requests in a row are answered, however many", async () => {
  const where = await address();
  const server = createHttp((_request, response) => response.end("done"));
  await listen(server, where);
  onTestFinished(() => closeHttp(server));

  const raw = rawSocket(where.port);
  for (let i = 1; i <= LIMITS.unansweredRequests * 3; i++) {
    raw.write(ASKS);
    await raw.until((read) => read.split("done").length === i + 1);
  }
  raw.socket.destroy();
});

test.each([
  ["says nothing", ""],
  ["sends its headers slowly", "GET / HTTP/1.1\r\nHost: x\r\n"],
])("S44: a connection that %s is closed", async (_name, says) => {
  const where = await address();
  const server = createHttp(() => {});
  await listen(server, where);
  onTestFinished(() => closeHttp(server));

  const raw = rawSocket(where.port);
  raw.write(says);
  const slowly = says && setInterval(() => raw.write("X: y\r\n"), 500);
  await raw.closed;
  clearInterval(slowly || undefined);
});

test.each(["Content-Length: 1000000", "Transfer-Encoding: chunked"])(
  "a body that goes on after its answer ends the connection: %s",
  async (header) => {
    const where = await address();
    const server = createHttp((_request, response) => response.end("no"));
    await listen(server, where);
    onTestFinished(() => closeHttp(server));
    const raw = rawSocket(where.port);
    raw.write(`POST / HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`);
    const dripping = setInterval(() => raw.write("1\r\nx\r\n"), 50);
    await raw.closed;
    clearInterval(dripping);
    expect(raw.read()).toContain("no");
  },
);

test("a body that nobody reads leaves the connection to the next request", async () => {
  const where = await address();
  const server = createHttp((_request, response) => response.end("no"));
  await listen(server, where);
  onTestFinished(() => closeHttp(server));
  const raw = rawSocket(where.port);
  for (let asked = 1; asked <= 3; asked++) {
    raw.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    await raw.until((read) => read.split("HTTP/1.1 200").length === asked + 1);
  }
  raw.socket.destroy();
});

test("connections that send their bodies without end are limited for each network", async () => {
  const where = await address();
  let begun = 0;
  const server = createHttp(() => void begun++);
  await listen(server, where);
  onTestFinished(() => closeHttp(server));
  const most = LIMITS.unauthenticatedPerNetwork;
  const all = Array.from({ length: most + 20 }, () => rawSocket(where.port));
  for (const raw of all) raw.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  await expect.poll(() => begun).toBeGreaterThanOrEqual(most);
  await Promise.race(all.map(({ closed }) => closed));
  const open = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  await expect.poll(open).toBeLessThanOrEqual(most);
  for (const { socket } of all) socket.destroy();
});

test("a body that takes longer than allowed ends the connection, unless somebody allows it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const where = await address();
  const begun: string[] = [];
  const server = createHttp((request) => {
    begun.push(request.url!);
    if (request.url === "/long") allowLongBody(request);
  });
  await listen(server, where);
  onTestFinished(() => void server.closeAllConnections());
  const [short, long] = ["/short", "/long"].map((path) => {
    const raw = rawSocket(where.port);
    raw.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx`);
    return raw;
  });
  await expect.poll(() => begun.length).toBe(2);
  vi.advanceTimersByTime(LIMITS.requestMs);
  await short!.closed;
  const open = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  await expect.poll(open).toBe(1);
  long!.socket.destroy();
});

test("100 Continue is sent at once, unless the answerer does it", async () => {
  const where = await address();
  const server = createHttp(
    (request, response) => void (request.url === "/refused" && response.writeHead(413).end()),
    ({ url }) => url !== "/page",
  );
  await listen(server, where);
  onTestFinished(() => closeHttp(server));
  const ask = (path: string) => {
    const raw = rawSocket(where.port);
    raw.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n`);
    return raw;
  };
  const [page, refused] = [ask("/page"), ask("/refused")];
  await page.until((read) => read.startsWith("HTTP/1.1 100"));
  await refused.until((read) => read.startsWith("HTTP/1.1 413"));
  page.socket.destroy();
});
