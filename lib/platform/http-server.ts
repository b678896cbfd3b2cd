import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer, type Server as SocketServer } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { LIMITS } from "@/lib/shared/limits";
import { addressOfPeer, networkOf } from "./client-address";
import { type EnvironmentSettings, settings } from "./settings";
import { codeOf, StartError } from "./start-error";
import { UnauthenticatedStreams } from "./unauthenticated-streams";

type Address = Pick<EnvironmentSettings, "host" | "port">;

/** A Parley that is shutting down has its port a moment longer. */
const PORT_WAIT_MS = 2_000;

/** Requests that are being answered when the end begins have this long to finish. */
const GRACE_MS = 2_000;

/**
 * Tries the port before time is spent on all the rest.
 * @throws StartError when it is taken for two seconds and more, or may not be used
 */
export async function requireFreePort(address: Address): Promise<void> {
  for (const until = Date.now() + PORT_WAIT_MS; ; await wait(100)) {
    const probe = createServer();
    try {
      await bind(probe, address);
      return await new Promise((resolve) => probe.close(() => resolve()));
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE" || Date.now() > until) throw refusal(address, error);
    }
  }
}

/** How many requests of a connection have no answer yet. */
const unanswered = new WeakMap<Duplex, number>();

/** Whether an answer is still to be written to this connection, in which an upgrade's bytes would get mixed up. */
export const hasUnanswered = (stream: Duplex): boolean => (unanswered.get(stream) ?? 0) > 0;

/**
 * An HTTP server that waits for nobody long: a connection that says nothing, sends its headers slowly, or its body, is
 * closed (LIMITS.headersMs, requestMs). One that has LIMITS.unansweredRequests under way and asks more is destroyed, and
 * what it asked is not begun.
 *
 * @param answer answers each request
 */
export function createHttp(answer: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const options = {
    headersTimeout: LIMITS.headersMs,
    requestTimeout: LIMITS.requestMs,
    connectionsCheckingInterval: LIMITS.headersMs / 5,
    maxHeaderSize: LIMITS.headerBytes,
  };
  const http = createHttpServer(options, (request, response) => {
    if (countRequest(request, response)) answer(request, response);
  });
  limitSilentConnections(http);
  return http;
}

/** False where a connection asks too much at once; it is destroyed. */
function countRequest({ socket }: IncomingMessage, response: ServerResponse): boolean {
  const count = (unanswered.get(socket) ?? 0) + 1;
  if (count > LIMITS.unansweredRequests) socket.destroy();
  if (socket.destroyed) return false;
  unanswered.set(socket, count);
  response.once("close", () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  return true;
}

/**
 * Bounds the connections that have not asked anything yet, as sockets without authentication are. Behind proxies all of
 * them come from one network.
 */
function limitSilentConnections(http: Server): void {
  const { rateFactor = 1, trustProxy = 0 } = settings();
  const silent = new UnauthenticatedStreams({
    ms: LIMITS.headersMs,
    perNetwork: trustProxy > 0 ? Number.POSITIVE_INFINITY : LIMITS.unauthenticatedPerNetwork * rateFactor,
    inAll: LIMITS.unauthenticatedInAll * rateFactor,
  });
  http.on("connection", (socket) => {
    if (!silent.admit(socket, networkOf(addressOfPeer(socket)))) socket.destroy();
  });
  http.prependListener("request", ({ socket }) => silent.remove(socket));
  http.prependListener("upgrade", (_request, stream) => silent.remove(stream));
}

/**
 * Begins to accept connections.
 * @throws StartError when somebody took the port meanwhile
 */
export async function listen(http: Server, address: Address): Promise<void> {
  await bind(http, address).catch((error) => Promise.reject(refusal(address, error)));
}

/** Takes no more requests, lets those that came finish for up to two seconds, and ends every connection. */
export async function closeHttp(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  // A browser keeps its connection after the answer, so those that have become idle are looked for again and again.
  const sweeping = setInterval(() => http.closeIdleConnections(), 50);
  await Promise.race([closed, wait(GRACE_MS, undefined, { ref: false })]);
  clearInterval(sweeping);
  http.closeAllConnections();
}

/**
 * How many connections may wait until they are accepted; the system may allow fewer. After a restart everybody comes at
 * once, and whom the queue has no place for hears nothing for seconds (Node's own bound is 511).
 */
const BACKLOG = 8_192;

function bind(server: SocketServer, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function refusal({ host, port }: Address, error: unknown): StartError {
  const code = codeOf(error);
  if (code === "EADDRINUSE")
    return new StartError(`Port ${port} is taken: stop what uses it, or set PORT to another one.`);
  if (code === "EACCES")
    return new StartError(`This user may not open port ${port}: set PORT to one above 1023.`);
  return new StartError(`Parley cannot listen on ${host} (${code}): set HOST to an address of this machine.`);
}
