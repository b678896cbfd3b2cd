import { batched } from "@/lib/platform/concurrency/batched";
import { type Db, db, type Tx } from "@/lib/platform/database/db";
import { readPrepared, sql } from "@/lib/platform/database/prepared";
import { remember } from "@/lib/platform/remember";
import type { WorkspaceRole } from "@/lib/shared/views";
import type { Actor } from "./actor";
import { forbidden, unauthenticated } from "./errors";
import { noteSessionUse } from "./session-use";

/** Scopes of an unrestricted session. `account` covers a person's own sign-in and security; no API token holds it. */
export const SCOPES = ["read", "write", "admin", "account"] as const;

/**
 * Scopes of a restricted session, instead of SCOPES: change a password that an administrator gave, or add the second
 * factor that the workspace requires.
 */
export const SETUP_SCOPES = ["set_password", "add_factor"] as const;

export type Scope = (typeof SCOPES | typeof SETUP_SCOPES)[number];

/** One scope, or several of which one suffices. */
export type RequiredScope = Scope | readonly Scope[];

/** The calling person, as the rows say in this transaction. */
export type Caller = {
  userId: string;
  sessionId: string;
  role: WorkspaceRole;
  username: string;
  displayName: string;
  isBot: boolean;
  /** Revision of the person's own state. */
  userRev: number;
  scopes: Scope[];
};

/**
 * Reads the caller and checks that the session has a needed scope.
 *
 * @throws `unauthenticated` for an ended or expired session and for a deactivated person; `forbidden` for a session
 * without the scope, and for `admin` if the person is no administrator
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

/** Callers outside a transaction are read in batches, because thousands may reconnect at once. */
const callers = () => remember("callers", () => batched(readCallersTogether));

const readCallersTogether = async (sessionIds: readonly string[]) =>
  inOrder(sessionIds, await readPrepared<Caller>("callers", selectCallers(sessionIds)));

/** Reads the callers of these sessions in a transaction, in the same order; undefined for an ended session. */
const readCallers = async (rows: Db, sessionIds: readonly string[]) =>
  inOrder(sessionIds, await rows.$queryRaw<Caller[]>(selectCallers(sessionIds)));

const selectCallers = (sessionIds: readonly string[]) => sql`
  SELECT u.id AS "userId", s.id AS "sessionId", u.role::text AS role, u.username, u.display_name AS "displayName",
         u.is_bot AS "isBot", u.rev AS "userRev", s.scopes
    FROM session s JOIN "user" u ON u.id = s.user_id
   WHERE s.id = ANY(${sessionIds}::uuid[]) AND s.ended_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL`;

function inOrder(sessionIds: readonly string[], found: readonly Caller[]): (Caller | undefined)[] {
  const bySession = new Map(found.map((caller) => [caller.sessionId, caller]));
  return sessionIds.map((sessionId) => bySession.get(sessionId));
}

/**
 * Locks the caller's session and account until the transaction ends, so that an operation of an administrator commits
 * before or after their demotion, deactivation or log-out, never beside it.
 */
export async function lockCaller(tx: Tx, { sessionId }: Actor): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.id = ${sessionId}::uuid FOR SHARE`;
}

/** True for a session that is good for setting something up and nothing else. */
const isRestricted = (scopes: readonly Scope[]) => SETUP_SCOPES.some((scope) => scopes.includes(scope));

const ADMINISTRATORS_ONLY = "Only administrators can do this.";

function missingScope({ scopes }: Caller, wanted: readonly Scope[]) {
  return isRestricted(scopes)
    ? forbidden("Finish setting up your account first.", "setup_needed")
    : forbidden(`This token doesn't have the scope "${wanted.join('" or "')}".`, "scope_missing");
}
