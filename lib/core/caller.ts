import { batched } from "@/lib/platform/batched";
import { type Db, db, type Tx } from "@/lib/platform/db";
import { remember } from "@/lib/platform/remember";
import type { WorkspaceRole } from "@/lib/shared/views";
import type { Actor } from "./actor";
import { forbidden, unauthenticated } from "./errors";
import { noteSessionUse } from "./session-use";

/** What an unrestricted log-in is good for. `account` is one's own sign-in and security, which no API token holds. */
export const SCOPES = ["read", "write", "admin", "account"] as const;

/**
 * What a restricted log-in is good for, instead of SCOPES: changing a password that an administrator gave, or adding the
 * second factor that the workspace demands.
 */
export const SETUP_SCOPES = ["set_password", "add_factor"] as const;

export type Scope = (typeof SCOPES | typeof SETUP_SCOPES)[number];

/** One scope, or several of which one suffices. */
export type RequiredScope = Scope | readonly Scope[];

/** The person who calls, as the rows know them in this very transaction. */
export type Caller = {
  userId: string;
  sessionId: string;
  role: WorkspaceRole;
  username: string;
  displayName: string;
  isBot: boolean;
  /** How far the person's own changes have come. */
  userRev: number;
  scopes: Scope[];
};

/**
 * Reads who calls, and whether their session is good for what they are about to do. A session that ended or expired, and
 * a person who was deactivated, are `unauthenticated`, whatever the cookie or the token claims. A session that is not
 * good for it is `forbidden`; so is `admin` to whoever is no administrator at this moment.
 */
export async function readCaller(rows: Db, { sessionId }: Actor, needed: RequiredScope): Promise<Caller> {
  if (!sessionId) throw unauthenticated();
  const caller = rows === db() ? await callers()(sessionId) : (await readCallers(rows, [sessionId]))[0];
  if (!caller) throw unauthenticated("This session is over. Log in again.", "session_ended");
  const wanted = typeof needed === "string" ? [needed] : needed;
  if (!wanted.some((scope) => caller.scopes.includes(scope))) throw missingScope(caller, wanted);
  if (needed === "admin" && caller.role !== "administrator")
    throw forbidden(ADMINISTRATORS_ONLY, "administrators_only");
  noteSessionUse(caller.sessionId);
  return caller;
}

/** Outside a transaction callers are read together: thousands may come back at once. */
const callers = () =>
  remember("callers", () => batched((sessionIds: readonly string[]) => readCallers(db(), sessionIds)));

/** The callers of these sessions, in the same order; undefined for a session that is over. */
async function readCallers(rows: Db, sessionIds: readonly string[]): Promise<(Caller | undefined)[]> {
  const found = await rows.$queryRaw<Caller[]>`
    SELECT u.id AS "userId", s.id AS "sessionId", u.role::text AS role, u.username, u.display_name AS "displayName",
           u.is_bot AS "isBot", u.rev AS "userRev", s.scopes
      FROM session s JOIN "user" u ON u.id = s.user_id
     WHERE s.id = ANY(${sessionIds}::uuid[]) AND s.ended_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL`;
  const bySession = new Map(found.map((caller) => [caller.sessionId, caller]));
  return sessionIds.map((sessionId) => bySession.get(sessionId));
}

/**
 * Holds a caller to what they were found to be until the transaction ends: whoever would demote them, put them out or
 * end their session meanwhile waits, and what they do is done by an administrator or not at all.
 */
export async function lockCaller(tx: Tx, { sessionId }: Actor): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.id = ${sessionId}::uuid FOR SHARE`;
}

/** Whether a session is good for setting something up and nothing else. */
const isRestricted = (scopes: readonly Scope[]) => SETUP_SCOPES.some((scope) => scopes.includes(scope));

const ADMINISTRATORS_ONLY = "Only administrators may do that.";

function missingScope({ scopes }: Caller, wanted: readonly Scope[]) {
  return isRestricted(scopes)
    ? forbidden("Finish setting up your account first.", "setup_needed")
    : forbidden(`This token lacks the scope "${wanted.join('" or "')}".`, "scope_missing");
}
