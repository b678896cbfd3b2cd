import { cookies } from "next/headers";
import { sealSession, sessionCookie } from "@/lib/platform/session-cookie";

/** Gives the browser the cookie of a session that has just begun. */
export async function startBrowserSession({
  sessionId,
  user,
}: {
  sessionId: string;
  user: { id: string };
}): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession({ sessionId, userId: user.id }), options);
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
