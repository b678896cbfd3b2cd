import { cookies, headers } from "next/headers";
import { sessionCookie } from "@/lib/platform/session-cookie";
import { cookiesFor } from "./browser-cookies";

/** Gives the browser the cookie of a session that has just begun. */
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

/** Takes the cookie away; the session itself is ended by `logOut`. */
export async function endBrowserSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** Where to go after logging in: a path of this site, never another one (`//`, `\`, a scheme), else the start. */
export function safeNext(next: FormDataEntryValue | null): string {
  const isPath = typeof next === "string" && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next);
  return isPath ? next : "/";
}
