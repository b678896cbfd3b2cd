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
import { type EnvironmentSettings, settings } from "../settings";
import { codeOf, StartError } from "../start-error";
import { addressOfPeer, networkOf } from "./client-address";
import { UnauthenticatedStreams } from "./unauthenticated-streams";

type Address = Pick<EnvironmentSettings, "host" | "port">;

/** A Parley that is shutting down holds its port a moment longer. */
const PORT_WAIT_MS = 2_000;

/** Time for requests in progress to finish when the server stops. */
const GRACE_MS = 2_000;

/**
 * Checks that the port is free before time is spent on the rest.
 *
 * @throws StartError if it stays taken for two seconds, or may not be used
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

/** Number of unanswered requests of each connection. */
const unanswered = new WeakMap<Duplex, number>();

/** True if an answer is still to be written to this connection; an upgrade's bytes would mix with it. */
export const hasUnanswered = (stream: Duplex): boolean => (unanswered.get(stream) ?? 0) > 0;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Makes an HTTP server that waits for no client long: it closes a connection that is silent, or sends its headers or
 * body slowly (LIMITS.headersMs, requestMs; see allowLongBody). A connection with more than LIMITS.unansweredRequests in
 * progress is destroyed, and its next request is not begun.
 *
 * @param answer answers each request
 * @param continues true for a request whose answerer sends `100 Continue` itself, once it wants the body (RFC 9110, 10.1.1)
 */
export function createHttp(
  answer: Answer,
  continues: (request: IncomingMessage) => boolean = () => false,
): Server {
  const options = {
    headersTimeout: LIMITS.headersMs,
    requestTimeout: 0, // limitUnfinishedBodies does this, because Node has no exception for uploads.
    connectionsCheckingInterval: LIMITS.headersMs / 5,
    maxHeaderSize: LIMITS.headerBytes,
  };
  const http = createHttpServer(options, (request, response) => {
    if (countRequest(request, response)) answer(request, response);
  });
  http.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    if (!continues(request)) response.writeContinue();
    http.emit("request", request, response);
  });
  limitSilentConnections(http);
  limitUnfinishedBodies(http);
  return http;
}

/** @returns false if the connection has too many requests at once; it is destroyed */
function countRequest({ socket }: IncomingMessage, response: ServerResponse): boolean {
  const count = (unanswered.get(socket) ?? 0) + 1;
  if (count > LIMITS.unansweredRequests) socket.destroy();
  if (socket.destroyed) return false;
  unanswered.set(socket, count);
  response.once("close", () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  return true;
}

/**
 * Limits the connections without a request yet, like unauthenticated sockets. Behind proxies all of them come from
 * one network.
 */
function limitSilentConnections(http: Server): void {
  const silent = connectionLimit(LIMITS.headersMs);
  http.on("connection", (socket) => {
    if (!silent.admit(socket, networkOf(addressOfPeer(socket)))) socket.destroy();
  });
  http.prependListener("request", ({ socket }) => silent.remove(socket));
  http.prependListener("upgrade", (_request, stream) => silent.remove(stream));
}

/**
 * Limits the connections that still send a request's body in the same way. A body that goes on after its answer ends the
 * connection after LIMITS.closingMs, in which the peer can read the answer.
 */
function limitUnfinishedBodies(http: Server): void {
  const sending = connectionLimit(LIMITS.requestMs);
  http.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket, headers } = request;
    sending.remove(socket);
    if (headers["transfer-encoding"] === undefined && !Number(headers["content-length"])) return;
    if (!sending.admit(socket, networkOf(addressOfPeer(socket)))) return void socket.destroy();
    unfinished.set(request, () => sending.remove(socket));
    request.once("end", () => sending.remove(socket));
    response.once("finish", () => {
      const endUnfinished = () => !request.complete && socket.destroy();
      if (!request.complete) setTimeout(endUnfinished, LIMITS.closingMs).unref();
    });
  });
}

/** Functions by which a request with a body stops counting as unfinished. */
const unfinished = new WeakMap<IncomingMessage, () => void>();

/** Lets a request's body take longer than LIMITS.requestMs. The reader bounds it then, by its size and its progress. */
export const allowLongBody = (request: IncomingMessage): void => unfinished.get(request)?.();

/** @param ms how long such a connection may last, in milliseconds */
function connectionLimit(ms: number): UnauthenticatedStreams {
  const { rateFactor = 1, trustProxy = 0 } = settings();
  return new UnauthenticatedStreams({
    ms,
    perNetwork: trustProxy > 0 ? Number.POSITIVE_INFINITY : LIMITS.unauthenticatedPerNetwork * rateFactor,
    inAll: LIMITS.unauthenticatedInAll * rateFactor,
  });
}

/**
 * Starts to accept connections.
 *
 * @throws StartError if another process took the port meanwhile
 */
export async function listen(http: Server, address: Address): Promise<void> {
  await bind(http, address).catch((error) => Promise.reject(refusal(address, error)));
}

/** Stops accepting requests, lets those in progress finish for up to two seconds, and ends every connection. */
export async function closeHttp(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  // A browser keeps its connection after the answer, so idle ones are closed again and again.
  const sweeping = setInterval(() => http.closeIdleConnections(), 50);
  await Promise.race([closed, wait(GRACE_MS, undefined, { ref: false })]);
  clearInterval(sweeping);
  http.closeAllConnections();
}

/**
 * Connections that may wait to be accepted; the system may allow fewer. After a restart everybody connects at once,
 * and a client beyond the queue gets no answer for seconds (Node's default is 511).
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
