import { z } from "zod";
import { query } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { DEFAULT_SETTINGS } from "@/lib/shared/messages/notification-settings";
import type { NotificationSettingsView } from "@/lib/shared/views";
import type { NotificationSettings } from "@/prisma/generated/client";

/** Reads the caller's notification settings: the defaults if they have chosen nothing. */
export const readNotificationSettings = query({
  key: "notification-settings.read",
  summary: "Get my notification settings",
  input: z.object({}),
  authorize: ({ me }) => me,
  execute: ({ db }, _input, { userId }) => readSettingsOf(db, userId),
});

/** Reads a person's notification settings: the defaults if they have chosen nothing. */
export async function readSettingsOf(db: Db, userId: string): Promise<NotificationSettingsView> {
  return toSettingsView(await db.notificationSettings.findUnique({ where: { userId } }));
}

/** Converts a row to the settings; no row means the defaults. */
function toSettingsView(row: NotificationSettings | null): NotificationSettingsView {
  if (!row) return DEFAULT_SETTINGS;
  const { userId: _, digestSentAt: __, ...settings } = row;
  return settings as NotificationSettingsView;
}
