import { z } from "zod";
import { operation, type WriteContext } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import {
  BADGE,
  DIGEST,
  LEVELS,
  MAIL,
  MAIL_SHOWS,
  OWN_NAME,
  SOUNDS,
  THREAD_REPLIES,
} from "@/lib/shared/messages/notification-settings";
import type { NotificationSettingsView } from "@/lib/shared/views";
import { defined } from "../defined";
import { displayLine, fold, id, wholeNumber } from "../fields";
import { changeSettings } from "./change-settings";

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `Must be ${words.slice(0, -1).join(", ")} or ${words.at(-1)}.` }).optional();

const flag = z.boolean({ error: "Must be true or false." }).optional();

const keywords = z
  .array(displayLine({ min: 1, max: LIMITS.keywordLength }), { error: "Must be a list of words." })
  .max(LIMITS.keywords, { error: `At most ${LIMITS.keywords} keywords.` })
  .transform((words) => [...new Map(words.map((word) => [fold(word), word])).values()]);

const digestRoomIds = z
  .array(id, { error: "Must be a list of ids." })
  .max(LIMITS.digestRooms, { error: `At most ${LIMITS.digestRooms} rooms.` })
  .transform((ids) => [...new Set(ids)]);

const { min, max } = LIMITS.mailDelayMinutes;
const mailDelayMinutes = wholeNumber((number) =>
  number.min(min, { error: `Must be at least ${min}.` }).max(max, { error: `Must be at most ${max}.` }),
);

const digestHour = wholeNumber((number) =>
  number.min(0, { error: "Must be at least 0." }).max(23, { error: "Must be at most 23." }),
);

/**
 * Changes the caller's notification settings for all rooms; absent fields stay. Of keywords that differ only in upper and
 * lower case the last one counts; rooms of `digestRoomIds` that the caller is not in are skipped. The caller's other
 * devices are updated, unless nothing changed. Error: `validation_failed`.
 */
export const updateNotificationSettings = operation({
  key: "notification-settings.update",
  summary: "Update my notification settings",
  input: z.object({
    level: oneOf(LEVELS),
    keywords: keywords.optional(),
    ownName: oneOf(OWN_NAME),
    push: flag,
    pushWhileActive: flag,
    mail: oneOf(MAIL),
    mailDelayMinutes: mailDelayMinutes.optional(),
    mailShows: oneOf(MAIL_SHOWS),
    digest: oneOf(DIGEST),
    digestHour: digestHour.optional(),
    digestRoomIds: digestRoomIds.optional(),
    reactions: flag,
    sound: oneOf(SOUNDS),
    mentionSound: oneOf(SOUNDS),
    threadReplies: oneOf(THREAD_REPLIES),
    badge: oneOf(BADGE),
  }),
  authorize: ({ me }) => me,

  async execute(ctx, input, { userId }): Promise<NotificationSettingsView> {
    return changeSettings(ctx, userId, {
      ...defined(input),
      ...(await ownDigestRooms(ctx, input.digestRoomIds)),
    });
  },
});

/** Keeps the rooms that the caller is in, in the order given. */
async function ownDigestRooms({ db, me }: WriteContext, roomIds: string[] | undefined) {
  if (roomIds === undefined) return {};
  const mine = await db.membership.findMany({
    where: { userId: me.userId, roomId: { in: roomIds } },
    select: { roomId: true },
  });
  const ids = new Set(mine.map(({ roomId }) => roomId));
  return { digestRoomIds: roomIds.filter((roomId) => ids.has(roomId)) };
}
