import type { WriteContext } from "@/lib/core/operation";
import { publishToPerson } from "@/lib/delivery/publish";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { oldestWaitingMail } from "../mail/notifications/mail-rows";
import { planDigest } from "../mail/notifications/plan-digest";
import { bumpUserRev, lockUser } from "../rooms/publish-my-room";
import { readSettingsOf } from "./read-settings";

/**
 * Changes a person's notification settings and updates their devices, unless nothing changes. A digest that is turned on
 * begins with the oldest message that waits for a mail of its own, otherwise with what comes from now on.
 */
export async function changeSettings(
  ctx: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  userId: string,
  wish: Partial<NotificationSettingsView>,
): Promise<NotificationSettingsView> {
  await lockUser(ctx.db, userId);
  const before = await readSettingsOf(ctx.db, userId);
  const settings = { ...before, ...wish };
  if (JSON.stringify(settings) === JSON.stringify(before)) return before;
  const begins = settings.mail === "digest" && before.mail !== "digest";
  const digestSentAt = begins ? ((await oldestWaitingMail(ctx.db, userId)) ?? new Date()) : undefined;
  const columns = { ...settings, ...(digestSentAt && { digestSentAt }) };
  await ctx.db.notificationSettings.upsert({
    where: { userId },
    create: { userId, ...columns },
    update: columns,
  });
  await planDigest(ctx, userId);
  const userRev = await bumpUserRev(ctx.db, userId);
  ctx.afterCommit(() => publishToPerson(userId, "notification_settings", { settings, userRev }));
  return settings;
}
