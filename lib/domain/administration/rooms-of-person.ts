import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/operation";
import { db } from "@/lib/platform/database/db";
import { requireAccount } from "../people/access";

/**
 * Finds an account by id, username or `me`, and the rooms to lock before changing it. It reads with an
 * administrator's rights before any lock; the caller is checked again under the locks. Error: `not_found`.
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
