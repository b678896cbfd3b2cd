import { decode, encode } from "next-auth/jwt";
import { LIMITS } from "@/lib/shared/limits";
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

/** The cookie's value: next-auth's encrypted JWT, so that next-auth's own routes and these read the same. */
export const sealSession = (claim: SessionClaim) =>
  encode({ token: { ...claim }, secret: settings().authSecret, maxAge: MAX_AGE });

/** The claim in a cookie's value, or null if it is not one of ours. */
async function openSession(value: string | undefined): Promise<SessionClaim | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: settings().authSecret }).catch(() => null);
  const { sessionId, userId } = token ?? {};
  return typeof sessionId === "string" && typeof userId === "string" ? { sessionId, userId } : null;
}

/** The claim of the session cookie in a `Cookie` header (RFC 6265), and whether there is such a cookie at all. */
export async function readSessionCookie(header: string | null | undefined) {
  const { name } = sessionCookie();
  const pairs = (header ?? "").split(/; */);
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return { isPresent: Boolean(value), claim: await openSession(value) };
}
