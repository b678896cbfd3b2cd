import { hkdfSync, subtle } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { cachedByToken, type TokenClaim } from "@/lib/platform/cached-by-token";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";

/** What an access token says. Only a claim: the session's row decides. */
export type AccessClaim = { sessionId: string; userId: string };

const ISSUER = "parley";

/** A signed JWT (RFC 7519, HS256) that lives LIMITS.accessTokenSeconds. */
export const signAccessToken = async ({ sessionId, userId }: AccessClaim) =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .setIssuer(ISSUER)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${LIMITS.accessTokenSeconds}s`)
    .sign(await key());

/** The claim of an access token; null for one that is not ours, was changed, or has expired. */
export const readAccessToken = (token: string): Promise<AccessClaim | null> =>
  remember("access tokens", () => cachedByToken(verify))(token);

async function verify(token: string): Promise<TokenClaim<AccessClaim> | null> {
  const verified = await jwtVerify(token, await key(), {
    issuer: ISSUER,
    algorithms: ["HS256"],
    typ: "at+jwt",
  }).catch(() => null);
  const { sid, sub, exp } = verified?.payload ?? {};
  if (typeof sid !== "string" || typeof sub !== "string" || exp === undefined) return null;
  return { claim: { sessionId: sid, userId: sub }, until: exp * 1_000 };
}

/**
 * A key of its own, derived from the one secret (HKDF, RFC 5869), so that no other use of the secret can be confused with
 * it. Imported once: jose would do that anew for each token.
 */
const key = () =>
  remember("access token key", () => {
    const bytes = new Uint8Array(hkdfSync("sha256", settings().authSecret, "", "parley access token", 32));
    return subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  });
