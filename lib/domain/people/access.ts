import { notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { Prisma, type User } from "@/prisma/generated/client";
import { fold, isId } from "../fields";
import { IS_NOT_WORKSPACE_BOT } from "../notes/workspace-bot";

/**
 * Condition over `u`, the user, that the caller may see them: everyone, but for guests only people who share a room
 * with them.
 */
export const visibleTo = ({ userId, role }: Context["me"]) =>
  role === "guest"
    ? Prisma.sql`(u.id = ${userId}::uuid OR EXISTS (
        SELECT 1 FROM membership mine JOIN membership theirs ON theirs.room_id = mine.room_id
         WHERE mine.user_id = ${userId}::uuid AND theirs.user_id = u.id))`
    : Prisma.sql`true`;

/**
 * Reads the active people of these ids, each once. Error: `not_found` if the caller may not see one of them, and for the
 * workspace's own bot, which cannot be added anywhere.
 */
export async function requirePeople({ db, me }: Context, ids: string[]): Promise<User[]> {
  const asked = [...new Set(ids)];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u
     WHERE u.id = ANY(${asked}::uuid[]) AND u.deactivated_at IS NULL AND ${IS_NOT_WORKSPACE_BOT} AND ${visibleTo(me)}`;
  if (found.length < asked.length) throw notFound("Person not found.");
  return db.user.findMany({ where: { id: { in: asked } }, orderBy: { id: "asc" } });
}

/** Finds a person whom the caller may see by id, username or `me`. Error: `not_found`. */
export async function requirePerson(db: Db, me: Context["me"], reference: string): Promise<User> {
  const is = reference === "me" ? me.userId : reference;
  const named = isId(is) ? Prisma.sql`u.id = ${is}::uuid` : Prisma.sql`u.username_key = ${fold(is)}`;
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u WHERE ${named} AND ${visibleTo(me)}`;
  if (!found) throw notFound("Person not found.");
  return db.user.findUniqueOrThrow({ where: { id: found.id } });
}

/**
 * Does the same for a change of an account: a deleted account counts as missing, though its row exists, and so does the
 * workspace's own bot, which nobody administers.
 */
export async function requireAccount(db: Db, me: Context["me"], reference: string): Promise<User> {
  const user = await requirePerson(db, me, reference);
  if (user.deletedAt || user.workspaceBot) throw notFound("Person not found.");
  return user;
}

/** True if a person is an active administrator, and so may give an administrator's grants. */
export const isAdministrator = async (db: Db, userId: string): Promise<boolean> =>
  (await db.user.count({ where: { id: userId, role: "administrator", deactivatedAt: null } })) > 0;
