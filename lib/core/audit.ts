import { v7 as uuid } from "uuid";
import type { Db } from "@/lib/platform/database/db";

/** Target and details of an audit entry. Never a secret, never text that a person wrote. */
export type AuditNote = {
  /** Action of the entry if it is not the operation's key. */
  action?: string;
  target?: { id: string; name: string };
  /** The person who acted, if the caller had no session yet. */
  actor?: { id: string; name: string };
  details?: Record<string, string | number | boolean | null | string[]>;
};

type NewAuditEntry = AuditNote & { action: string; address: string };

/** Records an audit entry in the same transaction as the change itself. */
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
