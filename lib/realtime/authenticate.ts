import type { IncomingMessage } from "node:http";
import { type Actor, stranger } from "@/lib/core/actor";
import { forbidden, unauthenticated } from "@/lib/core/errors";
import { openSession, sessionCookie } from "@/lib/platform/session-cookie";
import { settings } from "@/lib/platform/settings";
import { readAccessToken } from "../domain/accounts/access-token";

/**
 * Who opens a socket: by a token, else by the browser's cookie, which counts only when the page that opens it is ours
 * (a browser sends cookies along with a foreign page's WebSocket, and asks nobody). Throws `unauthenticated` without a
 * claim that is ours, `forbidden` for a foreign page.
 */
export async function authenticate(request: IncomingMessage, token: string | null): Promise<Actor> {
  const claim = token === null ? await claimOfCookie(request) : await readAccessToken(token);
  if (!claim) throw unauthenticated();
  const from = {
    address: request.socket.remoteAddress ?? "",
    userAgent: request.headers["user-agent"] ?? "",
  };
  return { ...stranger(from), ...claim };
}

async function claimOfCookie(request: IncomingMessage) {
  const { name } = sessionCookie();
  const pairs = (request.headers.cookie ?? "").split(/; */);
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  if (value && !isOurPage(request)) throw forbidden("This page may not open a socket here.", "cross_origin");
  return openSession(value);
}

function isOurPage({ headers: { origin, host } }: IncomingMessage): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const { publicUrl } = settings();
  return publicUrl ? new URL(publicUrl).origin === origin : new URL(origin).host === host;
}
