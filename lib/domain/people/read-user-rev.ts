import { db } from "@/lib/platform/db";

/** How far a person's own changes have come: what `ready` and `heads` compare. */
export async function readUserRev(userId: string): Promise<number> {
  return (await db().user.findUnique({ where: { id: userId }, select: { rev: true } }))?.rev ?? 0;
}
