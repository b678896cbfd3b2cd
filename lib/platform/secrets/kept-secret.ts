import { db } from "../database/db";
import { open, type Purpose, seal } from "./seal";

/**
 * Returns a secret that this installation made for itself, the same in every process. It is made at the first call, and
 * stored sealed. A row that does not open, because AUTH_SECRET is another one now, is replaced by a new secret.
 */
export async function keptSecret(name: Purpose, make: () => string): Promise<string> {
  const known = await db().keptSecret.findUnique({ where: { name } });
  const opened = known && opens(name, known.sealed);
  if (opened) return opened;
  if (known)
    console.warn(`The stored secret "${name}" was sealed with another AUTH_SECRET. A new one is made.`);
  await db().$executeRaw`
    INSERT INTO kept_secret (name, sealed) VALUES (${name}, ${seal(name, make())})
    ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, created_at = now()
     WHERE kept_secret.sealed = ${known?.sealed ?? ""}`;
  const kept = await db().keptSecret.findUniqueOrThrow({ where: { name } });
  return open(name, kept.sealed);
}

function opens(name: Purpose, sealed: string): string | null {
  try {
    return open(name, sealed);
  } catch {
    return null;
  }
}
