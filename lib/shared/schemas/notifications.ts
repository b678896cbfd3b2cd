import { z } from "zod";
import { count, id, time } from "./fields";
import { notify } from "./rooms";

export const notificationSettings = z
  .strictObject({
    level: notify.meta({ description: "Level of rooms without a level of their own" }),
    keywords: z
      .array(z.string())
      .meta({ description: "A message with one of these words counts as a mention" }),
    ownName: z
      .enum(["off", "any", "exact"])
      .meta({ description: "Your own name is a keyword; `exact`: only in its upper and lower case" }),
    push: z.boolean().meta({ description: "Push to your devices" }),
    pushWhileActive: z
      .boolean()
      .meta({ description: "A push does not wait while you are active on another device" }),
    mail: z
      .enum(["never", "mentions", "digest"])
      .meta({ description: "`mentions`: messages that call you and direct messages, if they stay unread" }),
    mailDelayMinutes: z.int().meta({ description: "Minutes that a message is unread before it is mailed" }),
    mailShows: z.enum(["text", "sender", "nothing"]).meta({ description: "What a mail shows of messages" }),
    digest: z.enum(["daily", "weekly"]).meta({ description: "Weekly: on Mondays" }),
    digestHour: z.int().meta({ description: "Hour of the digest in your time zone, 0 to 23" }),
    digestRoomIds: z.array(id).meta({ description: "Rooms of the digest; an empty list means all" }),
    reactions: z.boolean().meta({ description: "Notify of reactions to your own messages" }),
    sound: z.enum(["soft", "bright", "low", "none"]),
    mentionSound: z
      .enum(["soft", "bright", "low", "none"])
      .meta({ description: "Sound of mentions and direct messages" }),
    threadReplies: z.enum(["everything", "mentions"]),
    badge: z
      .enum(["everything", "mentions", "nothing"])
      .meta({ description: "Messages that the number on the app's icon counts" }),
  })
  .meta({ id: "NotificationSettings", description: "Your notification settings for all rooms." });

export const pushKey = z
  .strictObject({ publicKey: z.string().meta({ description: "VAPID key in base64url (RFC 8292)" }) })
  .meta({ id: "PushKey" });

export const pushDevice = z
  .strictObject({
    id,
    name: z.string(),
    kind: z.enum(["computer", "phone"]),
    shows: z.enum(["text", "sender", "nothing"]).meta({ description: "What a push to it shows" }),
    isPaused: z.boolean(),
    isThis: z.boolean().meta({ description: "It was registered by your present session" }),
    endpointHash: z.string().meta({ description: "SHA-256 of its `endpoint`, in hexadecimal" }),
    isCurrent: z
      .boolean()
      .meta({ description: "False: it must subscribe again with the server's present key" }),
    createdAt: time,
    deliveredAt: time.nullable().meta({ description: "When its push service last took a push" }),
    failedAt: time
      .nullable()
      .meta({ description: "When its push service last refused one; null after a success" }),
    lastStatus: z.int().nullable().meta({ description: "Status of that answer; 0 if there was none" }),
  })
  .meta({ id: "PushDevice", description: "A device of yours that gets pushes." });
export const pushDeviceList = z.strictObject({ items: z.array(pushDevice) }).meta({ id: "PushDeviceList" });

export const pushTest = z
  .strictObject({
    outcome: z
      .enum(["accepted", "gone", "retry", "refused"])
      .meta({ description: "`gone`: the device has ended its subscription, and is removed" }),
    status: z.int().meta({ description: "Status of the push service's answer; 0 if there was none" }),
    withheld: z
      .array(z.enum(["push_off", "paused", "quiet"]))
      .meta({ description: "Why a message would not be pushed to it now" }),
  })
  .meta({ id: "PushTest", description: "Result of a test push." });

const step = z.strictObject({
  rule: z.string().meta({ description: "`author`, `deleted`, `member`, `level`, `mute`, `interest`, …" }),
  outcome: z.enum(["passed", "stopped", "held"]),
  because: z.string().meta({ description: "Reason, such as `muted` or `called_by_name`" }),
  value: z.string().optional().meta({ description: "Level, time or word of the reason" }),
});

export const messageNotification = z
  .strictObject({
    wasNotified: z.boolean().meta({ description: "It was sent to a device or by mail, or is on its way" }),
    channels: z.array(z.enum(["push", "mail"])),
    steps: z.array(step).meta({ description: "The rules for push in order, as they are now" }),
    deliveries: z.array(
      z.strictObject({
        target: z.string(),
        channel: z.enum(["push", "mail"]),
        name: z.string().meta({ description: "Name of the device" }),
        state: z.enum(["waiting", "sent", "withheld", "failed"]),
        reason: z.string().nullable(),
        at: time,
      }),
    ),
    deviceCount: count.meta({ description: "Your devices that get pushes now" }),
  })
  .meta({ id: "MessageNotification", description: "Why you were, or were not, told of a message." });

export const mailSubscription = z
  .strictObject({
    mail: z.enum(["never", "mentions", "digest"]),
    digest: z.enum(["daily", "weekly"]),
  })
  .meta({
    id: "MailSubscription",
    description: "The mails about messages that an unsubscribe link is about.",
  });
