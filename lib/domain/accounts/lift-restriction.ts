import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/platform/db";
import { endSessions } from "./session";
import { scopesFor } from "./setup-needed";

/**
 * The caller has added a second factor: their session counts as one of two factors, and is good for everything where that
 * was all that was missing. Other sessions that waited for a second factor end: they were opened by the password alone,
 * perhaps by somebody else, and never proved the new factor.
 */
export async function liftRestriction(db: Tx, { userId, sessionId }: Caller): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const scopes = await scopesFor(db, user);
  await db.session.update({ where: { id: sessionId }, data: { scopes, secondFactor: true } });
  await endSessions(db, { userId, id: { not: sessionId }, scopes: { has: "add_factor" } });
}
