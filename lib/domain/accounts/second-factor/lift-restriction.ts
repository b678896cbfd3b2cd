import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/platform/database/db";
import { endSessions } from "../sessions/session";
import { scopesFor } from "./setup-needed";

/**
 * Lifts the restrictions of the caller's session after they added a second factor: it counts as a session with two
 * factors. Other sessions that waited for a second factor end, because they were opened by the password alone,
 * perhaps by somebody else.
 */
export async function liftRestriction(db: Tx, { userId, sessionId }: Caller): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const scopes = await scopesFor(db, user);
  await db.session.update({ where: { id: sessionId }, data: { scopes, secondFactor: true } });
  await endSessions(db, { userId, id: { not: sessionId }, scopes: { has: "add_factor" } });
}
