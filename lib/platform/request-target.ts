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

/**
 * Rewrites a request's target to origin-form, which everything behind this expects. An absolute target with another
 * host than `Host` is misdirected (RFC 9110, 7.4), because answers use the request's host.
 *
 * @returns the reason why the request cannot be answered, or null
 */
export function readTarget(request: IncomingMessage): { status: number; detail: string } | null {
  const target = targetOf(request.url);
  if (!target) return { status: 400, detail: "This request's target cannot be read." };
  const { path, query, authority } = target;
  if (authority === null) return null;
  if (authority.toLowerCase() !== (request.headers.host ?? "").toLowerCase())
    return { status: 421, detail: "This request is for another host." };
  request.url = `${path}${query}`;
  return null;
}
