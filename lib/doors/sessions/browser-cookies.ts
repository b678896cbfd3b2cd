import { randomBytes } from "node:crypto";
import { DomainError } from "@/lib/core/errors";
import { db } from "@/lib/platform/database/db";
import {
  deviceCookie,
  readDeviceCookie,
  readSessionCookie,
  sealSession,
  sessionCookie,
} from "@/lib/platform/http/session-cookie";
import { rememberDevice } from "../../domain/accounts/login/known-device";
import { logOut } from "../../domain/accounts/login/log-out";
import { actorOfPage } from "../actor-of";

export type SetCookie = {
  name: string;
  value: string;
  options: { httpOnly: boolean; sameSite: "lax"; path: string; secure: boolean; maxAge: number };
};

type SignedIn = { sessionId: string; user: { id: string } };

/**
 * Makes the cookies for a browser that has just logged in: its session, and a device id by which its person is never
 * locked out of it. The browser's previous session ends, so that a cookie that somebody planted or left there is
 * worthless after a log-in (session fixation).
 */
export async function cookiesFor({ sessionId, user }: SignedIn, headers: Headers): Promise<SetCookie[]> {
  await endPreviousSession(headers, sessionId);
  const device = readDeviceCookie(headers.get("cookie")) ?? randomBytes(24).toString("base64url");
  await rememberDevice(db(), { ...(await actorOfPage(headers)), device }, user.id);
  return [
    { ...sessionCookie(), value: await sealSession({ sessionId, userId: user.id }) },
    { ...deviceCookie(), value: device },
  ];
}

async function endPreviousSession(headers: Headers, sessionId: string): Promise<void> {
  const { claim } = await readSessionCookie(headers.get("cookie"));
  if (!claim || claim.sessionId === sessionId) return;
  await logOut(await actorOfPage(headers), {}).catch((error) => {
    if (!DomainError.is(error)) throw error; // It has ended already.
  });
}

/** Formats a `Set-Cookie` header (RFC 6265). */
export function toHeader({ name, value, options }: SetCookie): string {
  const { httpOnly, sameSite, path, secure, maxAge } = options;
  const flags = [httpOnly && "HttpOnly", secure && "Secure"].filter(Boolean);
  return [`${name}=${value}`, `Path=${path}`, `Max-Age=${maxAge}`, `SameSite=${sameSite}`, ...flags].join(
    "; ",
  );
}
