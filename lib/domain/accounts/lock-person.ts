import type { Tx } from "@/lib/platform/db";
import type { User } from "@/prisma/generated/client";

/** A person's row, which nobody else changes until this transaction ends: what is decided by it stays true. */
export async function lockPerson(db: Tx, id: string): Promise<User> {
  await db.$queryRaw`SELECT 1 FROM "user" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return db.user.findUniqueOrThrow({ where: { id } });
}
