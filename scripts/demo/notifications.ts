import { db } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";

/** Gives the administrator of the demo keywords, and rooms with levels of their own. */
export async function addNotificationSettings({ users, memberships }: Workspace): Promise<void> {
  const [person] = users;
  if (!person) return;
  await db().notificationSettings.create({
    data: { userId: person.id, level: "mentions", keywords: ["postgres", "pgbouncer", "дежурство"] },
  });
  const rooms = memberships.filter(({ userId }) => userId === person.id).map(({ roomId }) => roomId);
  const levels = ["everything", "everything", "nothing"] as const;
  for (const [index, notify] of levels.entries())
    if (rooms[index])
      await db().membership.updateMany({
        where: { userId: person.id, roomId: rooms[index] },
        data: { notify },
      });
}
