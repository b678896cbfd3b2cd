import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { publicOperation } from "@/lib/core/operation";
import type { Db } from "@/lib/platform/database/db";
import { MAIL } from "@/lib/shared/messages/notification-settings";
import type { MailSubscriptionView, NotificationSettingsView } from "@/lib/shared/views";
import { text } from "../../fields";
import { changeSettings } from "../../notifications/change-settings";
import { readSettingsOf } from "../../notifications/read-settings";
import { hashOf, readUnsubscribeToken } from "./unsubscribe-link";

const token = text({ min: 1, max: 500 });

/**
 * Reads which mails about messages a person gets, by the link in one of them. It says nothing about the person. Error:
 * `not_found` for a link that was changed or made up, and for one to an address that the account has no more.
 */
export const readMailSubscription = publicOperation({
  key: "mail.read-subscription",
  summary: "Get what an unsubscribe link is about",
  input: z.object({ token }),
  authorize: ({ db }, { token }) => requireSubscriber(db, token),
  execute: async ({ db }, _input, userId) => toView(await readSettingsOf(db, userId)),
});

/**
 * Switches a person's mails about messages off, or on again, by the link in one of them, without a log-in (RFC 8058). Mails
 * about the account are not affected. Again changes nothing. Error: `not_found`, as for reading.
 */
export const changeMailSubscription = publicOperation({
  key: "mail.change-subscription",
  summary: "Switch mails about messages off by an unsubscribe link",
  input: z.object({ token, mail: z.enum(MAIL).default("never") }),
  authorize: ({ db }, { token }) => requireSubscriber(db, token),
  execute: async (ctx, { mail }, userId) => toView(await changeSettings(ctx, userId, { mail })),
});

const toView = ({ mail, digest }: NotificationSettingsView): MailSubscriptionView => ({ mail, digest });

async function requireSubscriber(db: Db, token: string): Promise<string> {
  const found = readUnsubscribeToken(token);
  const user = found && (await db.user.findUnique({ where: { id: found.userId } }));
  if (!user?.emailKey || user.deactivatedAt || hashOf(user.emailKey) !== found?.addressHash)
    throw notFound("This link doesn't work. Change it in your notification settings.");
  return user.id;
}
