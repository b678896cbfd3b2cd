import type { Server } from "node:http";
import { createServer, type Server as SocketServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { GivenSettings } from "./settings";
import { codeOf, StartError } from "./start-error";

type Address = Pick<GivenSettings, "host" | "port">;

/** A Parley that is shutting down has its port a moment longer. */
const PATIENCE_MS = 2_000;

/** Requests that are being answered when the end begins have this long to finish. */
const GRACE_MS = 2_000;

/**
 * Tries the port before time is spent on all the rest.
 * @throws StartError when it is taken for two seconds and more, or may not be used
 */
export async function requireFreePort(address: Address): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const probe = createServer();
    try {
      await opened(probe, address);
      return await new Promise((resolve) => probe.close(() => resolve()));
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE" || Date.now() > until) throw refusal(address, error);
    }
  }
}

/**
 * Begins to accept connections.
 * @throws StartError when somebody took the port meanwhile
 */
export async function listen(http: Server, address: Address): Promise<void> {
  await opened(http, address).catch((error) => Promise.reject(refusal(address, error)));
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

function opened(server: SocketServer, { host, port }: Address): Promise<void> {
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
