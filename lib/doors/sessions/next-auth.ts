import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { anonymous } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { sessionCookie } from "@/lib/platform/http/session-cookie";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { logIn } from "../../domain/accounts/login/log-in";
import { logOut } from "../../domain/accounts/login/log-out";
import { actorOfPage } from "../actor-of";

/**
 * Configures next-auth over our own sessions: its cookie holds the id of a session's row, which every request reads.
 * The log-in form sets the same cookie by a server action (session.ts); these routes serve clients that speak
 * next-auth.
 */
export function authOptions(): NextAuthOptions {
  setNextAuthOrigin();
  const { name, options } = sessionCookie();
  return {
    secret: settings().authSecret,
    useSecureCookies: options.secure,
    session: { strategy: "jwt", maxAge: LIMITS.sessionDays * 24 * 3600 },
    pages: { signIn: "/login", error: "/login" },
    cookies: { ...ownCookies(), sessionToken: { name, options } },
    providers: [credentials],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: (user as SignedIn).sessionId, userId: user.id } : token),
    },
    events: {
      async signOut({ token }) {
        const claim = { sessionId: String(token.sessionId), userId: String(token.userId) };
        await logOut({ ...anonymous(), ...claim }, {}).catch(() => {}); // It has ended already.
      },
    },
  };
}

/**
 * Tells next-auth its origin, which it reads from the environment alone: PUBLIC_URL, else the host of each request.
 * Without either it redirects to localhost.
 */
function setNextAuthOrigin(): void {
  const { publicUrl } = settings();
  if (publicUrl) process.env.NEXTAUTH_URL = publicUrl;
  else process.env.AUTH_TRUST_HOST = "true";
}

/**
 * Cookies of next-auth, by its own names, with their lifetime in seconds; without one they last as long as the
 * browser runs.
 */
const OWN_COOKIES = {
  callbackUrl: { name: "callback-url" },
  csrfToken: { name: "csrf-token" },
  pkceCodeVerifier: { name: "pkce.code_verifier", maxAge: 15 * 60 },
  state: { name: "state", maxAge: 15 * 60 },
  nonce: { name: "nonce" },
};

/**
 * Binds next-auth's cookies to this host like the session's (`__Host-`, RFC 6265bis); its defaults do so only in
 * part.
 */
function ownCookies(): NonNullable<NextAuthOptions["cookies"]> {
  const { maxAge: _, ...options } = sessionCookie().options;
  const prefix = options.secure ? "__Host-" : "";
  const cookies = Object.entries(OWN_COOKIES).map(([key, { name, ...life }]) => {
    return [key, { name: `${prefix}next-auth.${name}`, options: { ...options, ...life } }] as const;
  });
  return Object.fromEntries(cookies);
}

type SignedIn = { id: string; sessionId: string };

const credentials = Credentials({
  credentials: { username: { type: "text" }, password: { type: "password" } },
  async authorize(given, request): Promise<SignedIn | null> {
    const actor = await actorOfPage(new Headers(request.headers as Record<string, string>));
    try {
      const { user, sessionId } = await logIn(actor, {
        username: given?.username,
        password: given?.password ?? "",
      });
      return { id: user.id, sessionId };
    } catch (error) {
      if (DomainError.is(error)) return null;
      throw error;
    }
  },
});
