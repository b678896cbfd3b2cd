import { definePeriodicJob } from "@/lib/core/jobs/periodic";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";

/** Rows that one statement deletes. */
const BATCH = 5_000;

/** Deletes every hour the pushes that are LIMITS.deliveryDays old, and the devices whose session has ended. */
export const sweepDeliveriesJob = definePeriodicJob({
  kind: "push.sweep",
  everySeconds: 3_600,
  async run({ signal }): Promise<void> {
    await db().$executeRaw`
      DELETE FROM push_subscription p USING session s
       WHERE s.id = p.session_id AND (s.ended_at IS NOT NULL OR s.expires_at < now())`;
    while ((await deleteOld()) === BATCH) signal.throwIfAborted();
  },
});

const deleteOld = () => db().$executeRaw`
  DELETE FROM notification_delivery WHERE id IN (
    SELECT id FROM notification_delivery
     WHERE created_at < now() - make_interval(days => ${LIMITS.deliveryDays}::int) LIMIT ${BATCH})`;
