import { hkdfSync, subtle } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { cachedByToken, type TokenClaim } from "@/lib/platform/concurrency/cached-by-token";
import { remember } from "@/lib/platform/remember";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";

/** Claim of an access token. Only a claim: the session's row decides. */
export type AccessClaim = { sessionId: string; userId: string };

const ISSUER = "parley";

/** Signs a JWT (RFC 7519, HS256) that lives LIMITS.accessTokenSeconds. */
export const signAccessToken = async ({ sessionId, userId }: AccessClaim) =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .setIssuer(ISSUER)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${LIMITS.accessTokenSeconds}s`)
    .sign(await key());

/** Reads the claim of an access token; null for one that is foreign, changed or expired. */
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
 * Derives a key of its own from the installation's secret (HKDF, RFC 5869), so that no other use of the secret can be
 * confused with it. Imported once, because jose would import it for each token.
 */
const key = () =>
  remember("access token key", () => {
    const bytes = new Uint8Array(hkdfSync("sha256", settings().authSecret, "", "parley access token", 32));
    return subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  });
