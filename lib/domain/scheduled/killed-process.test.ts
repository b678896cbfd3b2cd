import { expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { uploadRow } from "@/tests/support/files";
import { type HeldAt, killAtChange } from "@/tests/support/held-changes";
import { expectWhole } from "@/tests/support/membership";
import { person, room } from "@/tests/support/world";
import { listScheduled } from "./list-scheduled";
import { scheduleMessage } from "./schedule-message";
import { sendDueJob } from "./send-due";

testDatabase();

test.each<HeldAt>(["before the commit", "during the commit"])(
  "killed %s of a scheduled message, a process neither loses nor doubles it",
  async (moment) => {
    const ada = await person("Ada");
    const den = await room(ada);
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const attachmentIds = [await uploadRow(ada)];
    await scheduleMessage(ada, { room: den.id, text: "on time", sendAt, attachmentIds });
    await db().$executeRaw`
      UPDATE scheduled_message SET due_at = now() - interval '1 second', try_at = now() - interval '1 second'`;
    await passLease();
    await killAtChange("scheduled_message", "DELETE", moment);
    await passLease();
    await runDueJobs([sendDueJob]);
    const sent = await db().message.findMany({ where: { roomId: den.id, kind: "user" } });
    expect(sent).toMatchObject([{ text: "on time", fileCount: 1 }]);
    expect((await listScheduled(ada, {})).items).toEqual([]);
    await expectWhole(den);
  },
  90_000,
);

/** Lets the job be due now, as if the lease of a dead process had passed. */
const passLease = () =>
  db().job.updateMany({ where: { kind: sendDueJob.kind }, data: { runAt: new Date(0) } });
