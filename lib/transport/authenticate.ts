import type { IncomingMessage } from "node:http";
import { type Actor, anonymous } from "@/lib/core/actor";
import { forbidden, unauthenticated } from "@/lib/core/errors";
import { claimOfBearer } from "@/lib/domain/accounts/sessions/bearer";
import { addressOfClient } from "@/lib/platform/http/client-address";
import { isSameOrigin } from "@/lib/platform/http/same-origin";
import { readSessionCookie } from "@/lib/platform/http/session-cookie";

/**
 * Authenticates a socket by its token, else by the browser's cookie. The cookie counts only if the page is ours,
 * because a browser sends cookies along with another site's WebSocket.
 *
 * @throws `unauthenticated` without a valid claim; `forbidden` for another site's page
 */
export async function authenticate(request: IncomingMessage, token: string | null): Promise<Actor> {
  const claim = token === null ? await claimOfCookie(request) : await claimOfBearer(token);
  if (!claim) throw unauthenticated();
  const from = {
    address: addressOfClient(request),
    userAgent: request.headers["user-agent"] ?? "",
  };
  return { ...anonymous(from), ...claim };
}

async function claimOfCookie({ headers }: IncomingMessage) {
  const { isPresent, claim } = await readSessionCookie(headers.cookie);
  if (isPresent && !isSameOrigin(headers)) {
    throw forbidden("This request came from another site.", "cross_origin");
  }
  return claim;
}
