import { v7 as uuid } from "uuid";
import type { Db } from "@/lib/platform/db";

/** Whom or what an audit entry is about, and what else matters: never a secret, never a text that somebody wrote. */
export type AuditNote = {
  /** The entry's action, where it is not the operation's key. */
  action?: string;
  target?: { id: string; name: string };
  /** Who did it, where the caller had no session yet. */
  actor?: { id: string; name: string };
  details?: Record<string, string | number | boolean | null | string[]>;
};

type NewAuditEntry = AuditNote & { action: string; address: string };

/** Notes who did what to whom, from where and when, in the same transaction as what it tells of. */
export async function recordAudit(
  db: Db,
  { action, address, actor, target, details }: NewAuditEntry,
): Promise<void> {
  await db.auditEntry.create({
    data: {
      id: uuid(),
      action,
      address,
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? "",
      targetId: target?.id ?? null,
      targetName: target?.name ?? "",
      details: details ?? {},
    },
  });
}
