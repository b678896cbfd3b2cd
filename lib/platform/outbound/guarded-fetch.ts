import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { Agent, type Dispatcher, fetch, ProxyAgent, type Response } from "undici";
import { settings } from "../settings";
import { isListedName, isLocalName, judgeAddress, mayBePrivate, type OutboundRules } from "./address-guard";
import { outboundNetwork } from "./outbound-network";

/** Reasons why a request was not sent, or has no answer that counts. The first six are the guard's. */
export type OutboundFault =
  | "scheme"
  | "credentials"
  | "port"
  | "host"
  | "address"
  | "redirects"
  | "too_large"
  | "timeout"
  | "unreachable";

/** A request that the guard refused, or that failed. Its text names the host and a hash, never the whole URL. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  constructor(
    readonly fault: OutboundFault,
    url: URL | string,
  ) {
    super(`${fault}: ${describeUrl(url)}`);
  }

  // Not `instanceof`: each module graph of the process has its own copy of this class.
  static is(error: unknown): error is OutboundError {
    return error instanceof Error && error.name === "OutboundError";
  }

  /** True if another attempt may end differently. */
  get isPassing(): boolean {
    return this.fault === "timeout" || this.fault === "unreachable";
  }
}

/** Names a URL for a log: its host and a hash, because its path or query may hold a secret. */
export function describeUrl(url: URL | string): string {
  const text = String(url);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return `${URL.canParse(text) ? new URL(text).host : "no URL"} #${hash}`;
}

export type OutboundRequest = {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Time for everything: names, redirects and the body, in milliseconds. */
  timeoutMs: number;
  /** Bytes of the body after decompression. */
  maxBytes: number;
  maxRedirects: number;
  /** Returns false for an address to which no redirect may lead. */
  mayFollow?(url: URL): boolean;
  /** Returns false for an answer whose body is not wanted; the body is then empty. */
  accepts?(answer: { status: number; headers: Headers; url: URL }): boolean;
  /** Returns true if the body so far is enough. Called with each new part. */
  isEnough?(part: Uint8Array): boolean;
  signal?: AbortSignal;
  /** Connections that several requests share; without it each has its own. */
  routes?: KeptRoutes;
};

export type OutboundAnswer = {
  /** Its address after redirects. */
  url: URL;
  status: number;
  headers: Headers;
  body: Buffer;
  /** False if the body has more bytes than `maxBytes`, stopped early, or broke. */
  isWhole: boolean;
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = "ParleyBot/1.0 (chat server; link cards and webhooks)";

/**
 * Sends a request to an address that a person typed. Only http and https; ports 80, 443 and those of LINK_PORTS; no
 * credentials; no cookies. A name is resolved once, every address it has must be public (or allowed by
 * LINK_ALLOWED_HOSTS), and the connection goes to those addresses. Each redirect is judged afresh. With LINK_PROXY the
 * proxy resolves names, so it must judge the addresses; the other rules stay here.
 *
 * @throws OutboundError
 */
export async function guardedFetch(url: string | URL, request: OutboundRequest): Promise<OutboundAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  let target = toUrl(url, undefined);
  for (let hops = 0; ; hops++) {
    const hop = await sendOnce(target, request, signal);
    if ("answer" in hop) return hop.answer;
    if (hops >= request.maxRedirects) throw new OutboundError("redirects", target);
    target = toUrl(hop.location, target);
    if (request.mayFollow && !request.mayFollow(target)) throw new OutboundError("redirects", target);
  }
}

type Hop = { answer: OutboundAnswer } | { location: string };

async function sendOnce(url: URL, request: OutboundRequest, signal: AbortSignal): Promise<Hop> {
  const { routes } = request;
  const dispatcher = await withinTime(routes ? routes.open(url) : openRoute(url), url, signal);
  try {
    const { method = "GET", headers, body } = request;
    const response = await fetch(url, {
      method,
      headers: { "user-agent": USER_AGENT, "accept-encoding": "gzip, deflate, br", ...headers },
      ...(body !== undefined && { body }),
      redirect: "manual",
      signal,
      dispatcher,
    });
    const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
    if (location !== null) return { location };
    return { answer: await readAnswer(url, response, request) };
  } catch (error) {
    throw OutboundError.is(error) ? error : new OutboundError(faultOf(signal), url);
  } finally {
    if (!routes) void dispatcher.destroy().catch(() => {});
  }
}

/**
 * Routes to servers that get many requests: each is judged once in so many milliseconds, and its connections are kept.
 * They lead to the judged addresses, whatever the name means by then.
 */
export class KeptRoutes {
  private readonly routes = new Map<string, { dispatcher: Promise<Dispatcher>; until: number }>();

  constructor(private readonly keptMs: number) {}

  /**
   * Opens a route, or returns the one that is open.
   *
   * @throws OutboundError
   */
  async open(url: URL): Promise<Dispatcher> {
    this.closeOld();
    const known = this.routes.get(url.origin);
    if (known) return known.dispatcher;
    const dispatcher = openRoute(url);
    this.routes.set(url.origin, { dispatcher, until: performance.now() + this.keptMs });
    dispatcher.catch(() => this.routes.delete(url.origin));
    return dispatcher;
  }

  /** Closes all routes; requests that run are finished. */
  close(): void {
    for (const origin of [...this.routes.keys()]) this.drop(origin);
  }

  private closeOld(): void {
    const now = performance.now();
    for (const [origin, { until }] of this.routes) if (until < now) this.drop(origin);
  }

  private drop(origin: string): void {
    const route = this.routes.get(origin);
    this.routes.delete(origin);
    void route?.dispatcher.then((dispatcher) => dispatcher.close()).catch(() => {});
  }
}

const faultOf = (signal: AbortSignal): OutboundFault => (signal.aborted ? "timeout" : "unreachable");

/** A resolver that does not answer cannot be stopped: the request stops waiting for it. */
async function withinTime<T>(work: Promise<T>, url: URL, signal: AbortSignal): Promise<T> {
  const late = Promise.withResolvers<never>();
  const onAbort = () => late.reject(new OutboundError("timeout", url));
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function toUrl(given: string | URL, base: URL | undefined): URL {
  if (!URL.canParse(String(given), base)) throw new OutboundError("scheme", String(given));
  return new URL(String(given), base);
}

/** Judges a URL and opens a route to it that leads to judged addresses only. */
async function openRoute(url: URL): Promise<Dispatcher> {
  const { outbound = NO_EXCEPTIONS } = settings();
  requireAllowedUrl(url, outbound);
  const limits = { maxHeaderSize: 16 * 1024, allowH2: false };
  if (outbound.proxy && isIP(hostOf(url)) === 0)
    return new ProxyAgent({ ...limits, uri: outbound.proxy, requestTls: { allowH2: false } });
  const addresses = await resolveJudged(url, outbound);
  if (outbound.proxy) return new ProxyAgent({ ...limits, uri: outbound.proxy });
  return new Agent({ ...limits, connect: outboundNetwork().connector(addresses) });
}

const NO_EXCEPTIONS: OutboundRules & { proxy?: string } = { allowedHosts: [], ports: [] };

/** Checks what can be told from the URL alone. WHATWG URL has already turned every spelling of a number into one. */
function requireAllowedUrl(url: URL, rules: OutboundRules): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new OutboundError("scheme", url);
  if (url.username !== "" || url.password !== "") throw new OutboundError("credentials", url);
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (port !== 80 && port !== 443 && !rules.ports.includes(port)) throw new OutboundError("port", url);
  const host = hostOf(url);
  if (isLocalName(host) && !isListedName(host, rules)) throw new OutboundError("host", url);
}

/** Returns the fault of a URL that can be told without asking DNS, or null. A name is judged when the request is sent. */
export function faultOfUrl(url: URL): OutboundFault | null {
  const { outbound = NO_EXCEPTIONS } = settings();
  try {
    requireAllowedUrl(url, outbound);
  } catch (error) {
    return OutboundError.is(error) ? error.fault : "scheme";
  }
  const host = hostOf(url);
  return isIP(host) === 0 || isAllowedAddress(host, host, outbound) ? null : "address";
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

/** Resolves a host once. One closed address among several refuses them all. */
async function resolveJudged(url: URL, rules: OutboundRules): Promise<string[]> {
  const host = hostOf(url);
  const addresses = isIP(host)
    ? [host]
    : await outboundNetwork()
        .resolve(host)
        .catch(() => []);
  if (addresses.length === 0) throw new OutboundError("unreachable", url);
  for (const address of addresses)
    if (!isAllowedAddress(host, address, rules)) throw new OutboundError("address", url);
  return addresses;
}

function isAllowedAddress(host: string, address: string, rules: OutboundRules): boolean {
  const kind = judgeAddress(address);
  return kind === "public" || (kind === "private" && mayBePrivate(host, address, rules));
}

/** Reads the body up to its bound. A body that breaks off counts as far as it came. */
async function readAnswer(url: URL, response: Response, request: OutboundRequest): Promise<OutboundAnswer> {
  const { status } = response;
  const headers = response.headers as unknown as Headers;
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = true;
  const isWanted = request.accepts?.({ status, headers, url }) ?? true;
  try {
    for await (const part of isWanted ? (response.body ?? []) : []) {
      parts.push(part.subarray(0, request.maxBytes - size));
      size += part.length;
      if (size > request.maxBytes || request.isEnough?.(part)) {
        isWhole = false;
        break;
      }
    }
  } catch {
    isWhole = false;
  }
  return { url, status, headers, body: Buffer.concat(parts), isWhole };
}
