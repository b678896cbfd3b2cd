import type { Db } from "@/lib/platform/db";
import type { WorkspaceRole } from "@/lib/shared/views";
import type { Actor } from "./actor";
import { unauthenticated } from "./errors";

/** The person who calls, as the rows know them in this very transaction. */
export type Caller = {
  userId: string;
  sessionId: string;
  role: WorkspaceRole;
  username: string;
  displayName: string;
  isBot: boolean;
};

/**
 * Reads who calls. A session that ended or expired, and a person who was deactivated, are `unauthenticated`, whatever
 * the cookie or the token claims.
 */
export async function readCaller(db: Db, { sessionId }: Actor): Promise<Caller> {
  if (!sessionId) throw unauthenticated();
  const [caller] = await db.$queryRaw<Caller[]>`
    SELECT u.id AS "userId", s.id AS "sessionId", u.role::text AS role, u.username, u.display_name AS "displayName",
           u.is_bot AS "isBot"
      FROM session s JOIN "user" u ON u.id = s.user_id
     WHERE s.id = ${sessionId}::uuid AND s.ended_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL`;
  if (!caller) throw unauthenticated("This session is over. Log in again.", "session_ended");
  return caller;
}
