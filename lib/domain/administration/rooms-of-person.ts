import type { Context } from "@/lib/core/operation";
import { db } from "@/lib/platform/db";
import { requireAccount } from "../people/access";

/** Looks with an administrator's eyes, before any lock is had; whoever acts on it is checked again under the locks. */
const ADMINISTRATOR = { userId: "", role: "administrator" } as Context["me"];

/** An account by id or username, and the rooms that have to be locked to change something about it. Error: `not_found`. */
export async function roomsOfPerson(reference: string): Promise<{ id: string; roomIds: string[] }> {
  const { id } = await requireAccount(db(), ADMINISTRATOR, reference);
  const memberships = await db().membership.findMany({ where: { userId: id }, select: { roomId: true } });
  return { id, roomIds: memberships.map(({ roomId }) => roomId) };
}
