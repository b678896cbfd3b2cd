import { cookies, headers } from "next/headers";
import { sessionCookie } from "@/lib/platform/http/session-cookie";
import { cookiesFor } from "./browser-cookies";

/** Sets the cookie of a session that has just begun. */
export async function startBrowserSession({
  sessionId,
  user,
}: {
  sessionId: string;
  user: { id: string };
}): Promise<void> {
  const jar = await cookies();
  for (const { name, value, options } of await cookiesFor({ sessionId, user }, new Headers(await headers())))
    jar.set(name, value, options);
}

/** Deletes the cookie; `logOut` ends the session itself. */
export async function endBrowserSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/**
 * Returns the page after a log-in: a path of this site, never another one (`//`, `\`, a scheme), else the start page.
 */
export function safeNext(next: FormDataEntryValue | null): string {
  const isPath = typeof next === "string" && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next);
  return isPath ? next : "/";
}
