import { type Db, db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { PushAnswer } from "./send-push";

/**
 * Records a push service's answer with the device. One that has ended, or whose service refused LIMITS.pushRefusals pushes
 * in a row, is removed.
 */
export async function noteAnswer(
  db: Db,
  { id }: { id: string },
  { outcome, status }: PushAnswer,
): Promise<void> {
  if (outcome === "gone") await db.pushSubscription.deleteMany({ where: { id } });
  else if (outcome === "accepted")
    await db.$executeRaw`
      UPDATE push_subscription SET delivered_at = now(), failed_at = NULL, last_status = ${status}, refusals = 0
       WHERE id = ${id}::uuid`;
  else {
    const isRefusal = outcome === "refused";
    await db.$executeRaw`
      UPDATE push_subscription SET failed_at = now(), last_status = ${status},
             refusals = refusals + CASE WHEN ${isRefusal} THEN 1 ELSE 0 END
       WHERE id = ${id}::uuid`;
    if (isRefusal)
      await db.pushSubscription.deleteMany({ where: { id, refusals: { gte: LIMITS.pushRefusals } } });
  }
}

/** Records with devices that their push services took a push, in one statement. */
export async function noteAccepted(accepted: readonly { id: string; status: number }[]): Promise<void> {
  // Locked in order: other processes record answers of the same devices.
  await db().$executeRaw`
    WITH device AS (
      SELECT id FROM push_subscription WHERE id = ANY(${accepted.map(({ id }) => id)}::uuid[]) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE push_subscription p SET delivered_at = now(), failed_at = NULL, last_status = n.status, refusals = 0
      FROM unnest(${accepted.map(({ id }) => id)}::uuid[], ${accepted.map(({ status }) => status)}::int[]) AS n (id, status)
      JOIN device d ON d.id = n.id
     WHERE p.id = d.id`;
}
