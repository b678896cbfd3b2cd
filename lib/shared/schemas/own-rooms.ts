import { z } from "zod";
import { id, page, time } from "./fields";
import { attachment } from "./files";
import { message, poll } from "./messages";
import { myRoom } from "./rooms";

export const folder = z
  .strictObject({ id, name: z.string(), roomIds: z.array(id) })
  .meta({ id: "Folder", description: "A folder of your sidebar, with its rooms in order." });

export const draft = z
  .strictObject({
    roomId: id,
    threadId: id.nullable().meta({ description: "The root of the thread that it is in" }),
    text: z.string().meta({ description: "Empty if there is no draft" }),
    replyTo: z.strictObject({ id, seq: z.int() }).nullable(),
    version: z.int().meta({ description: "Your `userRev` when it last changed" }),
    updatedAt: time.nullable(),
  })
  .meta({ id: "Draft", description: "Text you have typed in a room or a thread but not sent." });
export const draftHead = z
  .strictObject({ roomId: id, version: z.int() })
  .meta({ id: "DraftHead", description: "A draft in a room by its version, without its text." });
export const threadDraftHead = z
  .strictObject({ ...draftHead.shape, threadId: id })
  .meta({ id: "ThreadDraftHead", description: "A draft in a thread by its version, without its text." });
export const folderList = z.strictObject({ items: z.array(folder) }).meta({ id: "FolderList" });
export const draftPage = page(draft).meta({ id: "DraftPage" });

export const syncAnswer = z
  .strictObject({
    userRev: z.int(),
    rooms: z.array(z.strictObject({ room: myRoom, prevRev: z.int(), rev: z.int(), items: z.array(message) })),
    gained: z.array(myRoom),
    lost: z.array(id),
    folders: z
      .array(folder)
      .nullable()
      .meta({ description: "The folders of my sidebar, unless `userRev` says that they are known" }),
    drafts: z
      .array(draftHead)
      .nullable()
      .meta({ description: "Rooms in which I have drafts; null likewise" }),
    threadDrafts: z
      .array(threadDraftHead)
      .nullable()
      .meta({ description: "Threads in which I have drafts; null likewise" }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "Sync" });

export const scheduledReason = z.enum([
  "not_a_member",
  "room_deleted",
  "archived",
  "moderators_only",
  "deactivated",
  "reply_gone",
  "file_gone",
  "poll_over",
  "error",
]);

export const scheduledMessage = z
  .strictObject({
    id,
    roomId: id,
    text: z.string(),
    replyTo: z.strictObject({ id, seq: z.int() }).nullable(),
    threadId: id.nullable().meta({ description: "The root of the thread in which it will be a reply" }),
    alsoInRoom: z.boolean(),
    attachments: z.array(attachment),
    poll: poll.nullable(),
    sendAt: time,
    state: z.enum(["waiting", "failed", "overdue"]).meta({
      description:
        "`failed`: not sent, for `reason`. `overdue`: the server was away when it was due, for more than a day; it waits until you send or reschedule it",
    }),
    reason: scheduledReason.nullable(),
    clientId: z.string(),
    createdAt: time,
  })
  .meta({ id: "ScheduledMessage", description: "A message of yours that is sent later." });

export const scheduledPage = page(scheduledMessage).meta({ id: "ScheduledPage" });
