import type { Actor } from "./actor";
import { unauthenticated } from "./errors";

/**
 * A sender whose right ends with a session: of a log-in, or the one behind an API token. The session must be alive and
 * hold the scope that the work needs. The person is that of the session's row; `userId` is the caller's claim.
 */
export type SessionPrincipal = { userId: string; revokedBy: { sessionId: string } };

/**
 * A sender whose right ends with their account, such as an incoming webhook's bot or the author of a scheduled message.
 * The code that makes one has checked the webhook or the schedule; the rows decide about account, membership and room.
 */
type AccountPrincipal = { userId: string; revokedBy: "account" };

/**
 * The sender of work that is authorised when it is written, by the rows and under the locks of the statement that writes
 * it. It says what must still be alive then. It holds no scopes, since a scope may be taken away before the write.
 */
export type Principal = SessionPrincipal | AccountPrincipal;

/** The principal that a caller claims to be. Throws `unauthenticated` for a caller who has not logged in. */
export function principalOf({ sessionId, userId }: Actor): SessionPrincipal {
  if (!sessionId || !userId) throw unauthenticated();
  return { userId, revokedBy: { sessionId } };
}

/** The id of the row whose end revokes a principal: the session's or the account's. */
export const principalId = ({ userId, revokedBy }: Principal): string =>
  revokedBy === "account" ? userId : revokedBy.sessionId;
