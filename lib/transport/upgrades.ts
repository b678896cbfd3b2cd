import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { rate } from "@/lib/core/throttle";
import { addressOfClient, networkOf } from "@/lib/platform/http/client-address";
import { hasUnanswered } from "@/lib/platform/http/http-server";
import { targetOf, targetRefusal } from "@/lib/platform/http/request-target";
import { UnauthenticatedStreams } from "@/lib/platform/http/unauthenticated-streams";
import { settings } from "@/lib/platform/settings";
import { REFUSALS, type Refusal, refuseRequest, refuseUpgrade } from "./refuse-upgrade";
import { RateMeter } from "./socket/rate-meter";
import type { SocketLimits } from "./socket/socket-limits";
import { StreamGuard } from "./socket/stream-guard";

/** Paths of the two kinds of sockets; a trailing slash is accepted. */
const SOCKET_PATHS = { "/socket.io": "socketIo", "/api/v1/ws": "plain" } as const;
type SocketKind = (typeof SOCKET_PATHS)[keyof typeof SOCKET_PATHS];

/**
 * The target that Engine.IO gets. `refusalOf` has checked these parameters already. Engine.IO parses repeated parameters
 * differently, and would then write an HTTP answer into the open WebSocket.
 */
const ENGINE_TARGET = "/socket.io/?EIO=4&transport=websocket";

/** An accepted upgrade: its query is parsed, and its stream is metered. */
export type Upgrade = {
  request: IncomingMessage;
  stream: Duplex;
  head: Buffer;
  query: URLSearchParams;
  guard: StreamGuard;
  /** Marks that the socket has sent its credentials, and waits for the answer. */
  authenticating(): void;
  /** Marks that the socket is authenticated. */
  authenticated(): void;
};

/** Takes upgrades of its own, such as hot reload; returns false for all others. */
export type FallbackUpgradeHandler = (
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  path: string,
) => boolean;

type Takers = Record<SocketKind, (upgrade: Upgrade) => void> & { other?: FallbackUpgradeHandler | undefined };

/**
 * Dispatches every upgrade of a server: exactly one taker gets it, or it is refused and its connection destroyed.
 * Nothing else listens to `upgrade`. Unauthenticated sockets are limited in number and time: see
 * UnauthenticatedStreams.
 */
export function dispatchUpgrades(http: HttpServer, takers: Takers, limits: SocketLimits): { close(): void } {
  const factor = settings().rateFactor ?? 1;
  const waiting = new UnauthenticatedStreams({
    ms: limits.unauthenticatedMs,
    perNetwork: limits.unauthenticatedPerNetwork * factor,
    inAll: limits.unauthenticatedInAll * factor,
  });
  const handshakes = new Handshakes();
  http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => {}); // The peer is gone; its stream closes by itself.
    const target = targetOf(request.url);
    if (!target) return refuseUpgrade(stream, REFUSALS.malformed);
    if (hasUnanswered(stream)) return refuseUpgrade(stream, REFUSALS.unanswered);
    if (takers.other?.(request, stream, head, target.path)) return;
    const kind = kindOf(target.path);
    const query = new URLSearchParams(target.query);
    const refusal = refusalOf(request, kind, query);
    if (refusal || !kind) return refuseUpgrade(stream, refusal ?? REFUSALS.nothingHere);
    const network = networkOf(addressOfClient(request));
    if (handshakes.areTooMany(network)) return refuseUpgrade(stream, REFUSALS.tooFast);
    if (!waiting.admit(stream, network)) return refuseUpgrade(stream, REFUSALS.tooMany);
    const guard = new StreamGuard(stream, head, limits);
    if (stream.destroyed) return;
    if (kind === "socketIo") request.url = ENGINE_TARGET;
    takers[kind]({
      ...{ request, stream, head, query, guard },
      authenticating() {
        waiting.authenticating(stream);
        guard.authenticating();
      },
      authenticated() {
        waiting.remove(stream);
        guard.authenticated();
      },
    });
  });
  return waiting;
}

/**
 * Answers a plain request for a path of sockets.
 *
 * @returns false for any other path; such a request is untouched
 */
export function answerSocketPath(request: IncomingMessage, response: ServerResponse): boolean {
  const kind = kindOf(targetOf(request.url)?.path ?? "");
  if (!kind) return false;
  refuseRequest(request, response, kind === "socketIo" ? REFUSALS.polling : REFUSALS.notWebSocket);
  return true;
}

const kindOf = (path: string): SocketKind | undefined => {
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  return Object.hasOwn(SOCKET_PATHS, bare) ? SOCKET_PATHS[bare as keyof typeof SOCKET_PATHS] : undefined;
};

function refusalOf(
  request: IncomingMessage,
  kind: SocketKind | undefined,
  query: URLSearchParams,
): Refusal | undefined {
  if (!kind) return REFUSALS.nothingHere;
  if (targetRefusal(request)) return REFUSALS.malformed;
  if (request.method !== "GET") return REFUSALS.notGet;
  if (request.headers.upgrade?.toLowerCase() !== "websocket") return REFUSALS.notWebSocket;
  if (kind === "plain") return undefined;
  if (query.get("transport") !== "websocket") return REFUSALS.polling;
  if (query.get("EIO") !== "4") return REFUSALS.oldEngine;
  return query.has("sid") ? REFUSALS.resumed : undefined;
}

/** Counts how often each network opens sockets in this process: RATES.handshakesPerAddress. */
class Handshakes {
  private readonly meters = new Map<string, RateMeter>();

  areTooMany(network: string): boolean {
    const meter = this.meters.get(network) ?? this.begin(network);
    if (meter.verdict === "fine") meter.count();
    return meter.verdict !== "fine";
  }

  /** Forgets the oldest network when there are very many. */
  private begin(network: string): RateMeter {
    if (this.meters.size >= 10_000) this.meters.delete(this.meters.keys().next().value ?? "");
    const meter = new RateMeter(rate("handshakesPerAddress"));
    this.meters.set(network, meter);
    return meter;
  }
}
