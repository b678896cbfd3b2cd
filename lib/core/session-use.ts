import { db } from "@/lib/platform/database/db";
import { remember } from "@/lib/platform/remember";
import { LIMITS } from "@/lib/shared/limits";

/** Time of each session's last write by this process, in milliseconds, and the sessions to write next. */
type SessionUses = { written: Map<string, number>; due: Set<string>; timer: NodeJS.Timeout | undefined };

const sessionUses = () =>
  remember<SessionUses>("last uses", () => ({ written: new Map(), due: new Set(), timer: undefined }));

/**
 * Notes that a session was used. Most requests cause no write: a session is written at most once in
 * LIMITS.lastUseSeconds, together with others of the same second, and outside every transaction.
 */
export function noteSessionUse(sessionId: string): void {
  const uses = sessionUses();
  const last = uses.written.get(sessionId) ?? 0;
  if (Date.now() - last < LIMITS.lastUseSeconds * 1000) return;
  uses.written.set(sessionId, Date.now());
  uses.due.add(sessionId);
  uses.timer ??= setTimeout(() => void flushSessionUses().catch(() => 0), 1_000).unref();
}

/**
 * Writes the last use of the noted sessions, and when their people were last seen. A crash loses a minute at most.
 */
export async function flushSessionUses(): Promise<void> {
  const uses = sessionUses();
  clearTimeout(uses.timer);
  uses.timer = undefined;
  const sessionIds = [...uses.due];
  uses.due.clear();
  forgetOld(uses.written);
  if (sessionIds.length === 0) return;
  await db().$executeRaw`
    WITH used AS (
      UPDATE session SET last_used_at = now()
       WHERE id = ANY(SELECT id FROM session WHERE id = ANY(${sessionIds}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING user_id
    )
    UPDATE "user" SET last_seen_at = now()
     WHERE id = ANY(SELECT id FROM "user" WHERE id IN (SELECT user_id FROM used) ORDER BY id FOR UPDATE SKIP LOCKED)`;
}

function forgetOld(written: Map<string, number>): void {
  const past = Date.now() - LIMITS.lastUseSeconds * 1000;
  for (const [sessionId, time] of written) if (time < past) written.delete(sessionId);
}
