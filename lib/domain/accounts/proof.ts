import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidField } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { refundRate, throttle } from "@/lib/core/throttle";
import { type Db, db } from "@/lib/platform/database/db";
import { isPassword } from "@/lib/platform/secrets/password";
import { LIMITS } from "@/lib/shared/limits";
import type { User } from "@/prisma/generated/client";
import { lockPerson } from "./lock-person";

/** Proof that came with a request: the hash that a right password was checked against, or null. */
export type Proof = { hash: string | null };

export const wrongPassword = (field: string) =>
  invalidField(field, "That is not your password.", "wrong_password");

/**
 * Checks a request's password, for `prepare`; `requireProof` decides in the transaction. Guesses count per session,
 * so that a stolen session does not lock its owner out of the others.
 *
 * @param field the input's field that an error names
 * @throws `validation_failed` (`wrong_password`), `rate_limited`
 */
export async function checkPassword(actor: Actor, field: string, password?: string): Promise<Proof> {
  const user =
    password === undefined ? null : await db().user.findUnique({ where: { id: actor.userId ?? "" } });
  // A person without a password has nothing to send: the session's own proof decides.
  if (password === undefined || !user?.passwordHash) return { hash: null };
  const session = actor.sessionId ?? "";
  await throttle("proofPerSession", session);
  if (!(await isPassword(password, user.passwordHash))) throw wrongPassword(field);
  await refundRate("proofPerSession", session);
  return { hash: user.passwordHash };
}

/**
 * Requires proof of the caller's identity before a change that could let somebody in later: the password with the
 * request, or a log-in or confirmation in this session within LIMITS.proofMinutes. Returns the caller's row, locked.
 *
 * @param field the input's field of the password
 * @param graceMinutes how much older than LIMITS.proofMinutes the session's proof may be
 * @throws `forbidden` (`proof_needed`); `validation_failed` for a password that was changed meanwhile
 */
export async function requireProof(
  { db, me }: WriteContext,
  { hash }: Proof,
  { field = "password", graceMinutes = 0 } = {},
): Promise<User> {
  const user = await lockPerson(db, me.userId);
  if (hash === null && !(await isProved(db, me.sessionId, graceMinutes))) throw proofNeeded(field);
  if (hash !== null && user.passwordHash !== hash) throw wrongPassword(field);
  return user;
}

/** Returns when a session's proof by log-in or confirmation ends; null if it has ended. */
export async function provedUntil(rows: Db, sessionId: string, graceMinutes = 0): Promise<Date | null> {
  const [row] = await rows.$queryRaw<{ until: Date }[]>`
    SELECT until FROM session,
           LATERAL (SELECT greatest(created_at, proved_at)
                           + make_interval(mins => ${LIMITS.proofMinutes + graceMinutes}) AS until) proof
     WHERE id = ${sessionId}::uuid AND until > now()`;
  return row?.until ?? null;
}

const isProved = async (rows: Db, sessionId: string, graceMinutes: number) =>
  (await provedUntil(rows, sessionId, graceMinutes)) !== null;

function proofNeeded(field: string): DomainError {
  const detail = `Confirm it's you: send your password as "${field}", confirm with POST /me/proof, or sign in again.`;
  const message = `Is needed: you last signed in or confirmed more than ${LIMITS.proofMinutes} minutes ago.`;
  const errors = [{ path: field, message, reason: "proof_needed" }];
  return new DomainError("forbidden", detail, { reason: "proof_needed", errors });
}
