import { expect, test } from "vitest";
import { db } from "@/lib/platform/database/db";
import { testDatabase } from "@/tests/support/database";
import { type HeldAt, killAtChange } from "@/tests/support/held-changes";
import { person } from "@/tests/support/world";
import { createReminder } from "./create-reminder";
import { deliverDueReminders } from "./deliver-reminders";
import { listReminders } from "./list-reminders";

testDatabase();

test.each<HeldAt>(["before the commit", "during the commit"])(
  "killed %s of a note, a process neither loses nor doubles it",
  async (moment) => {
    const ada = await person("Ada");
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await createReminder(ada, { at, text: "call Bob", timeZone: "UTC" });
    await db().$executeRaw`
      UPDATE reminder SET due_at = now() - interval '1 second', wake_at = now() - interval '1 second'`;
    await killAtChange("reminder", "UPDATE", moment);
    await deliverDueReminders();
    await deliverDueReminders();
    const texts = await db().message.findMany({
      where: { sender: { workspaceBot: true }, room: { memberships: { some: { userId: ada.userId } } } },
      select: { text: true },
    });
    expect(texts).toEqual([{ text: "**Reminder:** call Bob" }]);
    const { items } = await listReminders(ada, { state: "past" });
    expect(items).toMatchObject([{ id, state: "reminded", number: 1 }]);
  },
  90_000,
);
