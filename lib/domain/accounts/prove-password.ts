import type { Actor } from "@/lib/core/actor";
import { invalidField } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { db } from "@/lib/platform/db";
import { isPassword } from "@/lib/platform/password";
import type { User } from "@/prisma/generated/client";

const wrong = (field: string) => invalidField(field, "That is not your password.", "wrong_password");

/** The hash that a password was proved against; null for a person who has no password. */
export type Proved = { provedHash: string | null };

/**
 * Asks for the caller's present password before something that a borrowed browser must not do. Who has none, having come
 * by a provider or a passkey, passes. For `prepare`; `requireProved` looks again in the transaction. Errors:
 * `validation_failed` with the field's name, `rate_limited`.
 */
export async function provePassword(actor: Actor, field: string, password = ""): Promise<Proved> {
  await throttle("loginPerAccount", `prove:${actor.userId}`);
  const user = await db().user.findUnique({
    where: { id: actor.userId ?? "" },
    select: { passwordHash: true },
  });
  const isRight = !user?.passwordHash || (await isPassword(password, user.passwordHash));
  if (!isRight) throw wrong(field);
  return { provedHash: user?.passwordHash ?? null };
}

/** The caller's row, locked; a password that was changed since it was proved is a wrong one. */
export async function requireProved(
  { db, me }: WriteContext,
  { provedHash }: Proved,
  field: string,
): Promise<User> {
  const user = await lockPerson(db, me.userId);
  if (user.passwordHash !== provedHash) throw wrong(field);
  return user;
}

/** A person's row, which nobody else changes until this transaction ends: what is decided by it stays true. */
export async function lockPerson(db: WriteContext["db"], id: string): Promise<User> {
  await db.$queryRaw`SELECT 1 FROM "user" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return db.user.findUniqueOrThrow({ where: { id } });
}
