import { conflict } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";
import { fold, lookOf } from "../name-rules";

/** Why a name cannot be had: it is somebody's, or looks like somebody's. */
type NameProblem = "taken" | "lookalike";

/**
 * Finds out why a username or handle cannot be had; null if it is free. Usernames and handles of groups are one namespace
 * in two tables, so the name and its look are locked until the transaction ends: of two at once, one finds the other's.
 *
 * @param exceptGroupId the group that is renamed
 */
export async function findNameProblem(
  db: Tx,
  name: string,
  exceptGroupId?: string,
): Promise<NameProblem | null> {
  const [key, look] = [fold(name), lookOf(name)];
  await lockNames(db, [key, look]);
  const users = await db.user.findMany({
    where: { OR: [{ usernameKey: key }, { usernameLook: look }] },
    select: { usernameKey: true },
  });
  const groups = await db.userGroup.findMany({
    where: {
      OR: [{ handleKey: key }, { handleLook: look }],
      ...(exceptGroupId && { NOT: { id: exceptGroupId } }),
    },
    select: { handleKey: true },
  });
  const keys = [...users.map(({ usernameKey }) => usernameKey), ...groups.map(({ handleKey }) => handleKey)];
  if (keys.length === 0) return null;
  return keys.includes(key) ? "taken" : "lookalike";
}

/** In the order of the locks, so that two who want the same names never wait for each other. */
async function lockNames(db: Tx, names: string[]): Promise<void> {
  await db.$executeRaw`
    SELECT pg_advisory_xact_lock(n.lock)
      FROM (SELECT DISTINCT hashtextextended(x, 20261130) AS lock FROM unnest(${names}::text[]) x ORDER BY 1) n`;
}

/**
 * Refuses a username that another account or a group has, and an email that another account has. Errors: `conflict`,
 * with a reason for each.
 */
export async function requireNamesFree(
  db: Tx,
  input: { username?: string | undefined; email?: string | undefined },
): Promise<void> {
  const { username, email } = input;
  const problem = username ? await findNameProblem(db, username) : null;
  if (problem === "taken") throw conflict("This username is taken.", "username_taken");
  if (problem === "lookalike")
    throw conflict("This username looks too similar to another one.", "username_lookalike");
  if (email && (await db.user.count({ where: { emailKey: fold(email) } }))) {
    throw conflict("Another account uses this email.", "email_taken");
  }
}

/** Refuses a handle that a person or another group has. Errors: `conflict`, with a reason for each. */
export async function requireHandleFree(db: Tx, handle: string, exceptGroupId?: string): Promise<void> {
  const problem = await findNameProblem(db, handle, exceptGroupId);
  if (problem === "taken") throw conflict("A person or another group has this handle.", "handle_taken");
  if (problem === "lookalike")
    throw conflict("This handle looks too similar to another name.", "handle_lookalike");
}
