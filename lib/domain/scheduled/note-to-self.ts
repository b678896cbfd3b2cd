import { db } from "@/lib/platform/database/db";
import { type NoteContext, type NoteReader, sendNote } from "../notes/send-note";
import { quoteOf } from "./park-scheduled";
import type { ScheduledRow } from "./scheduled-view";

const WORDS: Record<NoteReader["locale"], { title: string; open: string }> = {
  en: { title: "Scheduled message to yourself.", open: "Open the conversation" },
  ru: { title: "Отложенное сообщение себе.", open: "Открыть переписку" },
};

/** True for a person's conversation with themselves. */
export const isOwnConversation = async (roomId: string, userId: string): Promise<boolean> =>
  (await db().room.count({ where: { id: roomId, directKey: userId } })) > 0;

/**
 * Tells a person in a note, which is unread and notifies, that their scheduled message to themselves is there. The message
 * itself is read like each of their own, though they meant it as a reminder.
 */
export const noteToSelf = (ctx: NoteContext, { id, userId, roomId, text }: ScheduledRow) =>
  sendNote(ctx, {
    userId,
    key: `scheduled-own-${id}`,
    write: ({ locale }) =>
      `**${WORDS[locale].title}**${quoteOf(text)}\n\n[${WORDS[locale].open}](/rooms/${roomId})`,
  });
