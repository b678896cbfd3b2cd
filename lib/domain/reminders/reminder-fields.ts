import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import type { WriteContext } from "@/lib/core/operation";
import { throttle } from "@/lib/core/throttle";
import { LIMITS } from "@/lib/shared/limits";
import { reminderRepeat } from "@/lib/shared/schemas";
import { isTimeZone } from "@/lib/shared/time/local-time";
import type { Reminder } from "@/prisma/generated/client";
import { line, text } from "../fields";
import { lockUser } from "../rooms/publish-my-room";

export const reminderText = text({ max: LIMITS.reminderLength });
export const neededReminderText = text({ min: 1, max: LIMITS.reminderLength });

export const repeat = z
  .enum(reminderRepeat.options, { error: 'Must be "daily", "weekdays" or "weekly".' })
  .nullable()
  .optional();

/** The zone whose clocks a repeated reminder follows; by default the one of the account. */
export const timeZone = line({ max: 64 })
  .refine(isTimeZone, { error: "Must be a time zone such as Europe/Berlin.", params: { reason: "invalid" } })
  .optional();

/** Returns the zone of a new schedule: the one given, else that of the caller's account, else UTC. */
export async function zoneOf({ db, me }: WriteContext, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const { timeZone } = await db.user.findUniqueOrThrow({ where: { id: me.userId } });
  return timeZone ?? "UTC";
}

/**
 * Finds a reminder of the caller, and locks what is private to them, so that a change and the note of the same moment follow
 * each other. Errors: `not_found`; `rate_limited`.
 */
export async function requireReminder({ db, me }: WriteContext, id: string): Promise<Reminder> {
  await throttle("reminders", me.userId);
  await lockUser(db, me.userId);
  const row = await db.reminder.findFirst({ where: { id, userId: me.userId } });
  if (!row) throw notFound("Reminder not found.");
  return row;
}
