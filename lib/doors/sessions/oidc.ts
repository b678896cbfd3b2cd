import { DomainError, notFound } from "@/lib/core/errors";
import { cookieIn, sessionCookie } from "@/lib/platform/http/session-cookie";
import { type AuthorizationRequest, beginAuthorization, finishAuthorization } from "@/lib/platform/openid";
import { open, seal } from "@/lib/platform/secrets/seal";
import { settings } from "@/lib/platform/settings";
import { logInByProvider } from "../../domain/accounts/login/log-in-by-provider";
import { actorOfPage } from "../actor-of";
import { problem } from "../problem";
import { cookiesFor, type SetCookie, toHeader } from "./browser-cookies";
import { safeNext } from "./session";

/** Time between leaving for the provider and coming back, in seconds. */
const LIFETIME_SECONDS = 600;

type PendingLogIn = AuthorizationRequest & { next: string; invite?: string; until: number };

/**
 * Serves `GET /api/auth/oidc/start?next=&invite=`: redirects the browser to the company's provider. State and nonce
 * are in a sealed, httpOnly cookie for ten minutes, so that an answer that this browser did not ask for is refused.
 * 404 if no provider is set up.
 */
export async function startOidc(request: Request): Promise<Response> {
  if (!settings().oidc) return problem(notFound());
  const query = new URL(request.url).searchParams;
  const { origin } = await actorOfPage(request.headers);
  try {
    const { url, request: asked } = await beginAuthorization(`${origin}/api/auth/oidc/callback`);
    const invite = query.get("invite");
    const journey: PendingLogIn = {
      ...asked,
      next: safeNext(query.get("next")),
      ...(invite && { invite }),
      until: Date.now() + LIFETIME_SECONDS * 1000,
    };
    return goTo(url.href, [pendingLogInCookie(seal("oidc", JSON.stringify(journey)), LIFETIME_SECONDS)]);
  } catch (error) {
    console.warn("The OpenID Connect provider could not be asked:", error);
    return toLogIn("provider_away");
  }
}

/**
 * Serves `GET /api/auth/oidc/callback`: logs the browser in and redirects it to a path of this site; on failure to
 * the log-in page, with the reason in `error`.
 */
export async function finishOidc(request: Request): Promise<Response> {
  if (!settings().oidc) return problem(notFound());
  const pending = readPendingLogIn(request.headers.get("cookie"));
  if (!pending) return toLogIn("provider_expired");
  const claims = await finishAuthorization(new URL(request.url).search.slice(1), pending).catch((error) => {
    console.warn(
      "The OpenID Connect provider's answer was refused:",
      error instanceof Error ? error.message : error,
    );
    return null;
  });
  if (!claims) return toLogIn("provider_refused");
  try {
    const actor = await actorOfPage(request.headers);
    const signedIn = await logInByProvider(actor, {
      ...claims,
      ...(pending.invite && { invite: pending.invite }),
    });
    return goTo(pending.next, [pendingLogInCookie("", 0), ...(await cookiesFor(signedIn, request.headers))]);
  } catch (error) {
    if (!DomainError.is(error)) throw error;
    return toLogIn(error.refusal.reason ?? error.code);
  }
}

function readPendingLogIn(cookies: string | null): PendingLogIn | null {
  try {
    const journey = JSON.parse(
      open("oidc", cookieIn(cookies, pendingLogInCookie("", 0).name) ?? ""),
    ) as PendingLogIn;
    return journey.until > Date.now() ? journey : null;
  } catch {
    return null; // Missing, of another installation, or changed.
  }
}

function pendingLogInCookie(value: string, maxAge: number): SetCookie {
  const { options } = sessionCookie();
  return {
    name: options.secure ? "__Host-parley.oidc" : "parley.oidc",
    value,
    options: { ...options, maxAge },
  };
}

const toLogIn = (reason: string) =>
  goTo(`/login?error=${encodeURIComponent(reason)}`, [pendingLogInCookie("", 0)]);

function goTo(location: string, cookies: SetCookie[]): Response {
  // A header is ASCII; escapes stay as they are.
  const ascii = location.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  const headers = new Headers({ location: ascii, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", toHeader(cookie));
  return new Response(null, { status: 302, headers });
}
