import { z } from "zod";
import { count, id, page, time } from "./fields";
import { message } from "./messages";
import { person } from "./people";

export const activityKind = z.enum(["mention", "reply", "keyword", "reaction", "added"]);

export const activity = z
  .strictObject({
    id: id.meta({ description: "The id of the message; of `added` that of the room" }),
    kind: activityKind.meta({ description: "The first that holds, or the one that was asked for" }),
    roomId: id,
    at: time.meta({ description: "When it was sent, last reacted to, or added" }),
    isUnread: z.boolean(),
    message: message.nullable().meta({ description: "Null for `added`" }),
    people: z
      .array(person)
      .meta({ description: "Who did it; of many who reacted the three latest, the latest first" }),
    peopleCount: count,
    emoji: z.array(z.string()).meta({ description: "Reactions of others, the latest first" }),
    keyword: z.string().nullable().meta({ description: "The keyword that is in the text" }),
  })
  .meta({ id: "Activity", description: "Something that happened to me." });

export const activityPage = page(activity).meta({ id: "ActivityPage" });

export const activityHead = z
  .strictObject({
    id,
    kind: activityKind,
    roomId: id,
    seq: z.int().nullable(),
    threadId: id
      .nullable()
      .meta({ description: "Of a reply that is only in a thread: it is read there, not in the room" }),
  })
  .meta({ id: "ActivityHead", description: "A line of my activity in short." });

export const unreadActivity = z
  .strictObject({ items: z.array(activityHead) })
  .meta({ id: "UnreadActivity", description: "The latest hundred unread lines of my activity." });

export const activityMark = z
  .strictObject({ readAt: time.meta({ description: "Takes the mark back: `PUT /me/activity/unread`" }) })
  .meta({ id: "ActivityMark" });
