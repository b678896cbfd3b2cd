import type { Tx } from "@/lib/platform/database/db";
import type { User } from "@/prisma/generated/client";

/** Reads and locks a person's row until the transaction ends, so that decisions by it stay true. */
export async function lockPerson(db: Tx, id: string): Promise<User> {
  await db.$queryRaw`SELECT 1 FROM "user" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return db.user.findUniqueOrThrow({ where: { id } });
}
