import { EventEmitter } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import next from "next";
import { startWorkers, upgradeRows } from "@/lib/domain/jobs/workers";
import { answerApiRequest, isApiRequest } from "@/lib/doors/api-server";
import { openDatabase } from "@/lib/platform/database/database";
import { closeDb } from "@/lib/platform/database/db";
import { answerPost } from "@/lib/platform/http/action-bodies";
import { closeHttp, createHttp, listen, requireFreePort } from "@/lib/platform/http/http-server";
import { compressPage } from "@/lib/platform/http/page-compression";
import { admitPage } from "@/lib/platform/http/page-concurrency";
import { admitRequestLine, answerBrokenRequests } from "@/lib/platform/http/request-line";
import { readTarget } from "@/lib/platform/http/request-target";
import { applySecurityHeaders } from "@/lib/platform/http/security-headers";
import { admitSignIn } from "@/lib/platform/http/sign-in-concurrency";
import { staticFiles } from "@/lib/platform/http/static-files";
import { ignoreLostOutput } from "@/lib/platform/lost-output";
import { checkRedis } from "@/lib/platform/redis/check-redis";
import { rememberAs } from "@/lib/platform/remember";
import { addressOf, type EnvironmentSettings, localAddressOf, readSettings } from "@/lib/platform/settings";
import { Shutdown } from "@/lib/platform/shutdown";
import { StartError } from "@/lib/platform/start-error";
import { checkS3 } from "@/lib/platform/storage/check-s3";
import { attachRealtime } from "@/lib/transport/attach";
import { answerSocketPath, type FallbackUpgradeHandler } from "@/lib/transport/upgrades";

const isDev = process.env.NODE_ENV !== "production";
/** Path on which Next's development server opens the WebSocket of hot reload. */
const HOT_RELOAD = "/_next/hmr";
const shutdown = new Shutdown();

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  await requireFreePort(settings);
  if (settings.redisUrl) await checkRedis(settings.redisUrl);
  const s3Problem = settings.s3 && (await checkS3(settings.s3));
  if (s3Problem) console.warn(s3Problem);

  const database = await openDatabase(settings, shutdown);
  rememberAs("settings", { ...settings, databaseUrl: database.url });
  shutdown.add(closeDb);

  const pages = await preparePages(settings);
  // In development Next makes these files as they are asked for.
  const answerStaticFile = isDev ? null : staticFiles(".next/static");
  const http = createHttp((request, response) => {
    if (!answerBeforeNext(request, response) || answerStaticFile?.(request, response)) return;
    void (isApiRequest(request) ? answerApiRequest : answerWithNext)(request, response);
  }, isApiRequest);
  answerBrokenRequests(http);

  async function answerWithNext(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!(await admitPage(request, response))) return;
    compressPage(request, response);
    await answerPost(request, response, pages.answer);
  }

  const realtime = await attachRealtime(http, undefined, isDev ? pages.takeUpgrade : undefined);
  await upgradeRows();
  const workers = startWorkers();
  shutdown.add(() => Promise.all([database.release(), closeHttp(http), realtime.drain(), workers.stop()]));

  await listen(http, settings);
  console.log(`Parley is ready on ${addressOf(settings)}`);
}

/** Prepares Next. It does not listen itself: it gets its requests and upgrades from here. */
async function preparePages({ host, port }: EnvironmentSettings) {
  const upgrades = new EventEmitter();
  // Next sends a form that belongs to another page to itself. This makes it send it here, not where X-Forwarded-Proto
  // points.
  process.env.__NEXT_PRIVATE_ORIGIN ??= localAddressOf({ host, port });
  const app = next({ dev: isDev, httpServer: upgrades as Server, hostname: host, port });
  await app.prepare();
  shutdown.add(() => app.close());
  const takeUpgrade: FallbackUpgradeHandler = (request, stream, head, path) => {
    if (!path.startsWith(HOT_RELOAD)) return false;
    upgrades.emit("upgrade", request, stream, head);
    return true;
  };
  return { answer: app.getRequestHandler(), takeUpgrade };
}

/** Handles what is decided before Next sees a request. @returns false if the request has been answered */
function answerBeforeNext(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = readTarget(request);
  applySecurityHeaders(request, response);
  if (refusal)
    response
      .writeHead(refusal.status, { connection: "close", "content-type": "text/plain" })
      .end(refusal.detail);
  else if (!answerSocketPath(request, response) && admitRequestLine(request, response))
    return admitSignIn(request, response);
  return false;
}

async function refuse(error: unknown): Promise<void> {
  if (shutdown.hasBegun) return;
  console.error(StartError.is(error) ? error.message : error);
  await shutdown.run();
  process.exit(1);
}

ignoreLostOutput(process.stdout, process.stderr);
// An unhandled rejection must not end everybody's connections.
process.on("unhandledRejection", (error) => console.error(error));
shutdown.runOnSignals();
await start().catch(refuse);
