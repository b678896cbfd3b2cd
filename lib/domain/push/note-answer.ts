import type { Db } from "@/lib/platform/database/db";
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
