import { decode, encode } from "next-auth/jwt";
import { LIMITS } from "@/lib/shared/limits";
import { cachedByToken, type TokenClaim } from "../concurrency/cached-by-token";
import { remember } from "../remember";
import { settings } from "../settings";

/** Claim of the browser's cookie. Only a claim: the session's row decides. */
export type SessionClaim = { sessionId: string; userId: string };

const MAX_AGE = LIMITS.sessionDays * 24 * 3600;

/**
 * Returns the session cookie's name and options. Behind https it is bound to this host (`__Host-`, RFC 6265bis) and
 * never sent in the clear.
 */
export function sessionCookie() {
  const secure = settings().publicUrl?.startsWith("https:") ?? false;
  return {
    name: secure ? "__Host-parley.session" : "parley.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: MAX_AGE } as const,
  };
}

/**
 * Returns the device cookie's name and options. It outlives every session: 400 days, the most that browsers keep (RFC
 * 6265bis).
 */
export function deviceCookie() {
  const { options } = sessionCookie();
  const name = options.secure ? "__Host-parley.device" : "parley.device";
  return { name, options: { ...options, maxAge: 400 * 24 * 3600 } };
}

/** Reads the device id that a browser got at its first log-in; undefined without one. */
export const readDeviceCookie = (header: string | null | undefined): string | undefined =>
  cookieIn(header, deviceCookie().name)?.slice(0, 100);

/** Makes the cookie's value: next-auth's encrypted JWT, so that its routes and ours read the same. */
export const sealSession = (claim: SessionClaim) =>
  encode({ token: { ...claim }, secret: settings().authSecret, maxAge: MAX_AGE });

/** Reads the claim of a cookie's value; null for an invalid one. */
const openSession = (value: string): Promise<SessionClaim | null> =>
  remember("session cookies", () => cachedByToken(decodeSession))(value);

async function decodeSession(value: string): Promise<TokenClaim<SessionClaim> | null> {
  const token = await decode({ token: value, secret: settings().authSecret }).catch(() => null);
  const { sessionId, userId, exp } = token ?? {};
  if (typeof sessionId !== "string" || typeof userId !== "string" || typeof exp !== "number") return null;
  return { claim: { sessionId, userId }, until: exp * 1_000 };
}

/**
 * Reads the claim of the session cookie in a `Cookie` header (RFC 6265), and whether the cookie is present at all.
 */
export async function readSessionCookie(header: string | null | undefined) {
  const value = cookieIn(header, sessionCookie().name);
  return { isPresent: Boolean(value), claim: value ? await openSession(value) : null };
}

/** Reads one cookie's value from a `Cookie` header; undefined without it. */
export function cookieIn(header: string | null | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(/; */);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
