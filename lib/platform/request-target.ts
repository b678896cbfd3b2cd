import type { IncomingMessage } from "node:http";

/** Where a request goes: the path as it was sent, neither decoded nor resolved, and the query with its question mark. */
export type Target = { path: string; query: string; authority: string | null };

/**
 * Reads a request-target (RFC 9112, 3.2): origin-form, or absolute-form, whose authority is told. Null for everything else
 * (`*`, an authority, a path without its slash) and for other schemes than http and https. Never throws.
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
 * Makes a request's target an origin-form, the only one that anything behind this reads. An absolute one that names
 * another host than `Host` is misdirected (RFC 9110, 7.4): answers are made of the request's host, and would lead there.
 *
 * @returns why the request cannot be answered, or null
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
