import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/operation";
import { db } from "@/lib/platform/db";
import { requireAccount } from "../people/access";

/**
 * An account by id or username, or `me`, and the rooms that have to be locked to change something about it. It looks with
 * an administrator's eyes before any lock is had; the caller is checked again under the locks. Error: `not_found`.
 */
export async function roomsOfPerson(
  { userId }: Actor,
  reference: string,
): Promise<{ id: string; roomIds: string[] }> {
  const me = { userId: userId ?? "", role: "administrator" } as Context["me"];
  const { id } = await requireAccount(db(), me, reference);
  const memberships = await db().membership.findMany({ where: { userId: id }, select: { roomId: true } });
  return { id, roomIds: memberships.map(({ roomId }) => roomId) };
}
