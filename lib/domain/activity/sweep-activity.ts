import { definePeriodicJob } from "@/lib/core/jobs/periodic";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";

/** Rows that one statement deletes. */
const BATCH = 5_000;

/** Deletes every hour the lines of Activity that are LIMITS.activityDays old. */
export const sweepActivityJob = definePeriodicJob({
  kind: "activity.sweep",
  everySeconds: 3_600,
  async run({ signal }): Promise<void> {
    while ((await deleteOld()) === BATCH) signal.throwIfAborted();
  },
});

const deleteOld = () => db().$executeRaw`
  DELETE FROM activity WHERE (user_id, subject_id) IN (
    SELECT user_id, subject_id FROM activity
     WHERE at < now() - make_interval(days => ${LIMITS.activityDays}::int) LIMIT ${BATCH})`;
