import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { remember } from "./remember";
import { settings } from "./settings";

/** State of an authorization request, which must come back with the browser. Only that browser gets it, sealed. */
export type AuthorizationRequest = { state: string; nonce: string; verifier: string; redirectUri: string };

/** Identity claims of the provider about a person. */
export type ProviderClaims = {
  issuer: string;
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
  username: string | null;
};

/** Time limit for each answer of the provider, in seconds. */
const TIMEOUT_SECONDS = 10;

/**
 * Begins a log-in at the company's provider (OpenID Connect Core 1.0, 3.1, with PKCE, RFC 7636). Throws if the
 * provider is unreachable.
 *
 * @returns the address for the browser, and the state to keep
 */
export async function beginAuthorization(
  redirectUri: string,
): Promise<{ url: URL; request: AuthorizationRequest }> {
  const asked = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    redirectUri,
  };
  const url = buildAuthorizationUrl(await configuration(), {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: "S256",
  });
  return { url, request: asked };
}

/**
 * Finishes a log-in with the query that the browser brought back: exchanges the code, and checks state, nonce,
 * signature, issuer and audience. Throws if any of it is wrong.
 */
export async function finishAuthorization(
  query: string,
  request: AuthorizationRequest,
): Promise<ProviderClaims> {
  const config = await configuration();
  // The registered address, not the one of the request: a proxy may have another.
  const url = new URL(`${request.redirectUri}?${query}`);
  const tokens = await authorizationCodeGrant(config, url, {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
    expectedNonce: request.nonce,
    idTokenExpected: true,
  });
  const idToken = tokens.claims();
  if (!idToken) throw new Error("The provider gave no ID token");
  const isThere = config.serverMetadata().userinfo_endpoint !== undefined;
  const more = isThere ? await fetchUserInfo(config, tokens.access_token, idToken.sub) : {};
  const claims: Record<string, unknown> = { ...idToken, ...more };
  const textOf = (name: string) => (typeof claims[name] === "string" ? claims[name] : null);
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    email: textOf("email"),
    isEmailVerified: claims.email_verified === true,
    name: textOf("name"),
    username: textOf("preferred_username"),
  };
}

/** Reads the provider's metadata (OpenID Connect Discovery 1.0) once; again after a failure. */
async function configuration(): Promise<Configuration> {
  const known = remember<{ asked?: Promise<Configuration> }>("openid provider", () => ({}));
  known.asked ??= discover().catch((error) => {
    delete known.asked;
    throw error;
  });
  return known.asked;
}

function discover(): Promise<Configuration> {
  const { oidc } = settings();
  if (!oidc) throw new Error("No OpenID Connect provider is set up");
  const issuer = new URL(oidc.issuer);
  // Without TLS only if the administrator configured it: a provider on this machine or in this network.
  const execute = issuer.protocol === "http:" ? [allowInsecureRequests] : [];
  return discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}
