import { type Actor, stranger } from "@/lib/core/actor";
import { forbidden } from "@/lib/core/errors";
import { openSession, sessionCookie } from "@/lib/platform/session-cookie";
import { settings } from "@/lib/platform/settings";
import { readAccessToken } from "../domain/accounts/access-token";

/** The header in which server.ts tells the peer's address; whatever a client sent under that name is overwritten. */
export const ADDRESS_HEADER = "x-parley-address";

type From = { headers: Headers; cookie: string | undefined; bearer: string | null };

/**
 * Who makes a request: by `Authorization: Bearer`, else by the browser's cookie, else a stranger. A claim that is not
 * ours makes a stranger, whom the operation refuses; nothing is authorised here.
 */
export async function actorFrom({ headers, cookie, bearer }: From): Promise<Actor> {
  const claim = bearer === null ? await openSession(cookie) : await readAccessToken(bearer);
  const from = { address: headers.get(ADDRESS_HEADER) ?? "", userAgent: headers.get("user-agent") ?? "" };
  return claim ? { ...from, ...claim } : stranger(from);
}

/**
 * The caller of a REST request. A cookie alone does not move anything unless the page that asks is ours; what is public
 * moves nothing by the cookie.
 */
export async function actorOf(request: Request, isPublic = false): Promise<Actor> {
  const bearer = bearerOf(request.headers);
  const cookie = isPublic ? undefined : cookieOf(request.headers, sessionCookie().name);
  if (bearer === null && cookie && !isSafe(request.method)) requireSameOrigin(request.headers);
  return actorFrom({ headers: request.headers, cookie, bearer });
}

/** The token of an `Authorization: Bearer` header (RFC 6750), or null without one. */
export function bearerOf(headers: Headers): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** One cookie's value out of the header (RFC 6265), or undefined. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(/; */);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

const isSafe = (method: string) => method === "GET" || method === "HEAD";

function requireSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const isOurs = isOurOrigin(headers.get("origin"), headers.get("host")) || site === "same-origin";
  if (!isOurs) throw forbidden("This request did not come from this site.", "cross_origin");
}

/** Whether an `Origin` is this installation's own: the one of PUBLIC_URL, else whatever host the request names. */
export function isOurOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const { publicUrl } = settings();
  return publicUrl ? new URL(publicUrl).origin === origin : new URL(origin).host === host;
}
