import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { stranger } from "@/lib/core/actor";
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
  const { name, options } = sessionCookie();
  return {
    secret: settings().authSecret,
    session: { strategy: "jwt", maxAge: LIMITS.sessionDays * 24 * 3600 },
    pages: { signIn: "/login", error: "/login" },
    cookies: { sessionToken: { name, options } },
    providers: [credentials],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: (user as SignedIn).sessionId, userId: user.id } : token),
    },
    events: {
      async signOut({ token }) {
        const claim = { sessionId: String(token.sessionId), userId: String(token.userId) };
        await logOut({ ...stranger(), ...claim }, {}).catch(() => {}); // Over already is over.
      },
    },
  };
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
