import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { anonymous } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { sessionCookie } from "@/lib/platform/session-cookie";
import { settings } from "@/lib/platform/settings";
import { LIMITS } from "@/lib/shared/limits";
import { logIn } from "../domain/accounts/log-in";
import { logOut } from "../domain/accounts/log-out";
import { actorOfPage } from "./actor-of";

/**
 * next-auth over our own sessions: its cookie carries nothing but the id of a session's row, which every request looks up.
 * The log-in form writes the same cookie by a server action (session.ts); these routes serve clients that speak next-auth.
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
        await logOut({ ...anonymous(), ...claim }, {}).catch(() => {}); // Over already is over.
      },
    },
  };
}

/**
 * next-auth learns from the environment alone where it is: PUBLIC_URL, else the host that a request names. Without either
 * it redirects to localhost.
 */
function setNextAuthOrigin(): void {
  const { publicUrl } = settings();
  if (publicUrl) process.env.NEXTAUTH_URL = publicUrl;
  else process.env.AUTH_TRUST_HOST = "true";
}

/** Cookies of next-auth's own, by its names for them, and how long they live: in seconds, or as long as the browser runs. */
const OWN_COOKIES = {
  callbackUrl: { name: "callback-url" },
  csrfToken: { name: "csrf-token" },
  pkceCodeVerifier: { name: "pkce.code_verifier", maxAge: 15 * 60 },
  state: { name: "state", maxAge: 15 * 60 },
  nonce: { name: "nonce" },
};

/** They are bound to this host as the session's is (`__Host-`, RFC 6265bis); next-auth's defaults are so only in part. */
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
