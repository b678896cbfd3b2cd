import { v7 as uuid } from "uuid";
import { deliverDueReminders } from "@/lib/domain/reminders/deliver-reminders";
import { scheduleOf } from "@/lib/domain/reminders/schedule";
import { db } from "@/lib/platform/database/db";
import type { Workspace } from "./northwind";

const HOUR_MS = 3_600_000;

/** Gives the administrator of the demo a reminder of a message to come, a repeated one, and the note of one that is due. */
export async function addReminders({ users, memberships, messages }: Workspace, now: Date): Promise<void> {
  const [person] = users;
  if (!person) return;
  const zone = person.timeZone ?? "UTC";
  const rooms = new Set(memberships.filter(({ userId }) => userId === person.id).map(({ roomId }) => roomId));
  const message = messages.findLast(
    ({ roomId, senderId, kind }) => rooms.has(roomId) && senderId !== person.id && kind !== "system",
  );
  const subject = message && { messageId: message.id, roomId: message.roomId, seq: message.seq };
  const mine = () => ({ id: uuid(), userId: person.id });
  await db().reminder.createMany({
    data: [
      { ...mine(), ...subject, ...scheduleOf(now, null, zone) },
      { ...mine(), ...subject, text: "Answer with the numbers", ...scheduleOf(later(now, 3), null, zone) },
      { ...mine(), text: "Look at the dashboards", ...scheduleOf(later(now, 20), "weekdays", zone) },
    ],
  });
  await deliverDueReminders();
}

const later = (now: Date, hours: number) => new Date(Math.ceil(now.getTime() / HOUR_MS + hours) * HOUR_MS);
