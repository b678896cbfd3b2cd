import { decode, encode } from "next-auth/jwt";
import { LIMITS } from "@/lib/shared/limits";
import { cachedByToken, type TokenClaim } from "./cached-by-token";
import { remember } from "./remember";
import { settings } from "./settings";

/** What the browser's cookie says. Only a claim: the session's row decides. */
export type SessionClaim = { sessionId: string; userId: string };

const MAX_AGE = LIMITS.sessionDays * 24 * 3600;

/** Behind https the cookie is bound to this very host (`__Host-`, RFC 6265bis) and never sent in the clear. */
export function sessionCookie() {
  const secure = settings().publicUrl?.startsWith("https:") ?? false;
  return {
    name: secure ? "__Host-parley.session" : "parley.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: MAX_AGE } as const,
  };
}

/** Tells one browser from another, longer than any session lives: 400 days, the most that browsers keep (RFC 6265bis). */
export function deviceCookie() {
  const { options } = sessionCookie();
  const name = options.secure ? "__Host-parley.device" : "parley.device";
  return { name, options: { ...options, maxAge: 400 * 24 * 3600 } };
}

/** The name that a browser was given at its first log-in; undefined for one that has none. */
export const readDeviceCookie = (header: string | null | undefined): string | undefined =>
  cookieIn(header, deviceCookie().name)?.slice(0, 100);

/** The cookie's value: next-auth's encrypted JWT, so that next-auth's own routes and these read the same. */
export const sealSession = (claim: SessionClaim) =>
  encode({ token: { ...claim }, secret: settings().authSecret, maxAge: MAX_AGE });

/** The claim in a cookie's value, or null if it is not one of ours. */
const openSession = (value: string): Promise<SessionClaim | null> =>
  remember("session cookies", () => cachedByToken(decodeSession))(value);

async function decodeSession(value: string): Promise<TokenClaim<SessionClaim> | null> {
  const token = await decode({ token: value, secret: settings().authSecret }).catch(() => null);
  const { sessionId, userId, exp } = token ?? {};
  if (typeof sessionId !== "string" || typeof userId !== "string" || typeof exp !== "number") return null;
  return { claim: { sessionId, userId }, until: exp * 1_000 };
}

/** The claim of the session cookie in a `Cookie` header (RFC 6265), and whether there is such a cookie at all. */
export async function readSessionCookie(header: string | null | undefined) {
  const value = cookieIn(header, sessionCookie().name);
  return { isPresent: Boolean(value), claim: value ? await openSession(value) : null };
}

/** One cookie's value out of a `Cookie` header, or undefined. */
export function cookieIn(header: string | null | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(/; */);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
