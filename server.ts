import { EventEmitter } from "node:events";
import { createServer, type Server } from "node:http";
import next from "next";
import { Closing } from "@/lib/platform/closing";
import { openDatabase } from "@/lib/platform/database";
import { closeDb } from "@/lib/platform/db";
import { closeHttp, listen, requireFreePort } from "@/lib/platform/http-server";
import { checkRedis } from "@/lib/platform/redis-abilities";
import { rememberAs } from "@/lib/platform/remember";
import { applySecurityHeaders } from "@/lib/platform/security-headers";
import { addressOf, type GivenSettings, readSettings } from "@/lib/platform/settings";
import { admitSignIn } from "@/lib/platform/sign-in-valve";
import { StartError } from "@/lib/platform/start-error";
import { attachRealtime, isSocketPath } from "@/lib/realtime/attach";
import { startWorkers } from "@/lib/realtime/workers";

const isDev = process.env.NODE_ENV !== "production";
const closing = new Closing();

async function start(): Promise<void> {
  const given = readSettings(process.env);
  await requireFreePort(given);
  if (given.redisUrl) await checkRedis(given.redisUrl);

  const database = await openDatabase(given, closing);
  rememberAs("settings", { ...given, databaseUrl: database.url });
  closing.add(closeDb);

  const http = createServer();
  await servePages(http, given);
  const realtime = await attachRealtime(http);
  const workers = startWorkers();
  closing.add(() => Promise.all([database.leave(), closeHttp(http), realtime.drain(), workers.stop()]));

  await listen(http, given);
  console.log(`Parley is ready on ${addressOf(given)}`);
}

async function servePages(http: Server, { host, port }: GivenSettings): Promise<void> {
  const upgrades = new EventEmitter();
  const app = next({ dev: isDev, httpServer: upgrades as Server, hostname: host, port });
  http.on("upgrade", (request, socket, head) => {
    // Next would close every upgrade of a path that it has a page for, ours too. Only its own, for hot reload, is its.
    if (isSocketPath(request.url)) return;
    if (isDev) upgrades.emit("upgrade", request, socket, head);
    else socket.destroy();
  });
  await app.prepare();
  closing.add(() => app.close());
  const answer = app.getRequestHandler();
  http.on("request", (request, response) => {
    applySecurityHeaders(request, response);
    // Nothing here answers TRACE (it would echo cookies), and Next fails on it.
    if (request.method === "TRACE") response.writeHead(405).end();
    else if (admitSignIn(request, response)) void answer(request, response);
  });
}

async function refuse(error: unknown): Promise<void> {
  if (closing.hasBegun) return;
  console.error(StartError.is(error) ? error.message : error);
  await closing.run();
  process.exit(1);
}

// A promise that somebody forgot must not end everybody's connections.
process.on("unhandledRejection", (error) => console.error(error));
closing.atSignals();
await start().catch(refuse);
