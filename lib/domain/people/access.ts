import { notFound } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/db";
import { Prisma, type User } from "@/prisma/generated/client";
import { fold, isId } from "../fields";

/**
 * The people whom the caller may see: everyone, except that a guest sees only those who share a room with them. A
 * condition over `u`, the user.
 */
export const visibleTo = ({ userId, role }: Context["me"]) =>
  role === "guest"
    ? Prisma.sql`(u.id = ${userId}::uuid OR EXISTS (
        SELECT 1 FROM membership mine JOIN membership theirs ON theirs.room_id = mine.room_id
         WHERE mine.user_id = ${userId}::uuid AND theirs.user_id = u.id))`
    : Prisma.sql`true`;

/** The active people of these ids, each once, or `not_found` if the caller may not see one of them. */
export async function requirePeople({ db, me }: Context, ids: string[]): Promise<User[]> {
  const asked = [...new Set(ids)];
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u
     WHERE u.id = ANY(${asked}::uuid[]) AND u.deactivated_at IS NULL AND ${visibleTo(me)}`;
  if (found.length < asked.length) throw notFound("There is no such person.");
  return db.user.findMany({ where: { id: { in: asked } }, orderBy: { id: "asc" } });
}

/** The person of an id or username whom the caller may see, or `not_found`. `me` is the caller. */
export async function requirePerson(db: Db, me: Context["me"], reference: string): Promise<User> {
  const is = reference === "me" ? me.userId : reference;
  const named = isId(is) ? Prisma.sql`u.id = ${is}::uuid` : Prisma.sql`u.username_key = ${fold(is)}`;
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u WHERE ${named} AND ${visibleTo(me)}`;
  if (!found) throw notFound("There is no such person.");
  return db.user.findUniqueOrThrow({ where: { id: found.id } });
}

/** The same, for what is done to an account: one that was deleted is no longer there, though its row is. */
export async function requireAccount(db: Db, me: Context["me"], reference: string): Promise<User> {
  const user = await requirePerson(db, me, reference);
  if (user.deletedAt) throw notFound("There is no such person.");
  return user;
}

/** Whether somebody may give what only administrators give: they are one, and here. */
export const isAdministrator = async (db: Db, userId: string): Promise<boolean> =>
  (await db.user.count({ where: { id: userId, role: "administrator", deactivatedAt: null } })) > 0;
