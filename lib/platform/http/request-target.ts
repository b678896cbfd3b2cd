import type { IncomingMessage } from "node:http";

/** Target of a request: the path as sent, neither decoded nor resolved, and the query with its question mark. */
export type Target = { path: string; query: string; authority: string | null };

/**
 * Parses a request-target (RFC 9112, 3.2) in origin-form or absolute-form. Never throws.
 *
 * @returns null for all other forms and for schemes other than http and https
 */
export function targetOf(url = ""): Target | null {
  const [, authority = null, rest = ""] = /^(?:https?:\/\/([^/?#]*))?(.*)$/is.exec(url) ?? [];
  const whole = authority !== null && !rest.startsWith("/") ? `/${rest}` : rest;
  if (!whole.startsWith("/")) return null;
  const end = whole.indexOf("?");
  return end < 0
    ? { path: whole, query: "", authority }
    : { path: whole.slice(0, end), query: whole.slice(end), authority };
}

/** The part of a request that targetRefusal reads. */
type Asked = Pick<IncomingMessage, "url" | "headers" | "rawHeaders">;

type Misdirected = { status: 400 | 421; detail: string };

/**
 * Checks a request's target and `Host`. At most one `Host` may stand there, and it must name a host (RFC 9112, 3.2),
 * because addresses are made from it. An absolute target with another host is misdirected (RFC 9110, 7.4).
 *
 * @returns the reason why the request cannot be answered, or null
 */
export function targetRefusal({ url, headers, rawHeaders }: Asked): Misdirected | null {
  const target = targetOf(url);
  if (!target) return { status: 400, detail: "The request target isn't valid." };
  const { host } = headers;
  if ((host !== undefined && !isHost(host)) || countOf("host", rawHeaders) > 1)
    return { status: 400, detail: "The Host header isn't valid." };
  const isElsewhere = target.authority !== null && target.authority.toLowerCase() !== host?.toLowerCase();
  return isElsewhere ? { status: 421, detail: "This request is for another host." } : null;
}

/**
 * Rewrites a request's target to origin-form, which everything behind this expects.
 *
 * @returns the reason why the request cannot be answered, or null: see targetRefusal
 */
export function readTarget(request: IncomingMessage): Misdirected | null {
  const refusal = targetRefusal(request);
  if (refusal) return refusal;
  const { path = "/", query = "" } = targetOf(request.url) ?? {};
  request.url = `${path}${query}`;
  return null;
}

/** Tells whether a text is a host, with or without a port, that is valid in a URL. */
export const isHost = (host: string) => /^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`);

const countOf = (name: string, rawHeaders: string[]) =>
  rawHeaders.filter((one, at) => at % 2 === 0 && one.toLowerCase() === name).length;
