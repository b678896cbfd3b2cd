import { type Actor, anonymous } from "@/lib/core/actor";
import { forbidden } from "@/lib/core/errors";
import { ADDRESS_HEADER } from "@/lib/platform/http/request-address";
import { isSameOrigin } from "@/lib/platform/http/same-origin";
import { readDeviceCookie, readSessionCookie } from "@/lib/platform/http/session-cookie";
import { settings } from "@/lib/platform/settings";
import { claimOfBearer } from "../domain/accounts/sessions/bearer";

type SessionClaim = { sessionId: string; userId: string };

/** Returns the actor of a page: the cookie's person, or an anonymous one. */
export async function actorOfPage(headers: Headers): Promise<Actor> {
  const { claim } = await readSessionCookie(headers.get("cookie"));
  return actorWith(headers, claim);
}

/**
 * Returns the actor of a REST request: by `Authorization: Bearer`, else by the browser's cookie, else anonymous. An
 * invalid token makes an anonymous actor, whom the operation refuses; nothing is authorised here. A write by cookie
 * must come from a page of this site. Public operations ignore the cookie.
 */
export async function actorOf(request: Request, isPublic = false): Promise<Actor> {
  const { headers } = request;
  const bearer = bearerOf(headers);
  if (bearer !== null) return actorWith(headers, await claimOfBearer(bearer));
  if (isPublic) return actorWith(headers, null);
  const { isPresent, claim } = await readSessionCookie(headers.get("cookie"));
  if (isPresent && !isSafe(request.method)) requireSameOrigin(headers);
  return actorWith(headers, claim);
}

function actorWith(headers: Headers, claim: SessionClaim | null): Actor {
  const from = { address: headers.get(ADDRESS_HEADER) ?? "", userAgent: headers.get("user-agent") ?? "" };
  const device = readDeviceCookie(headers.get("cookie"));
  return { ...anonymous(from), ...claim, origin: originOf(headers), ...(device && { device }) };
}

/** Returns PUBLIC_URL, else the host that the request names. */
const originOf = (headers: Headers) => settings().publicUrl ?? `http://${headers.get("host") ?? "localhost"}`;

/** Returns the token of an `Authorization: Bearer` header (RFC 6750); null without one. */
const bearerOf = (headers: Headers): string | null =>
  /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;

const isSafe = (method: string) => method === "GET" || method === "HEAD";

function requireSameOrigin(headers: Headers): void {
  if (!isSameOrigin(Object.fromEntries(headers))) {
    throw forbidden("This request came from another site.", "cross_origin");
  }
}
