import { createHash } from "node:crypto";
import { z } from "zod";
import { defineJob } from "@/lib/core/jobs/define-job";
import { type Db, db } from "@/lib/platform/database/db";
import { Prisma, type Room } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import { selectMessages } from "../messages/read-message";
import { type NoteReader, sendNote, withNotes } from "../notes/send-note";
import { quoteOf } from "../reminders/reminder-note";
import { isWaiting, waitingFor } from "./stored-confirmation";

/** People whom one look takes. */
const PAGE = 100;
/** Below every id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Writes a note to each person who has not confirmed a message. A note commits only while its reader still has not: with the
 * message's room locked, so that a confirmation comes before or after. It ends early where the message is deleted, its room
 * archived, or somebody reminded again.
 */
export const remindToConfirmJob = defineJob({
  kind: "message.remind",
  input: z.object({ messageId: z.uuid(), remindedAt: z.iso.datetime() }),
  maxAttempts: 5,
  backoff: { first: 10, longest: 600 },

  async run(given, { signal }): Promise<void> {
    let page = await readWaiting(given.messageId, NOBODY);
    while (page.length > 0) {
      for (const userId of page) {
        signal.throwIfAborted();
        await remind(userId, given);
      }
      page = await readWaiting(given.messageId, page.at(-1)!);
    }
  },
});

type Reminder = { messageId: string; remindedAt: string };

async function readWaiting(messageId: string, after: string): Promise<string[]> {
  const [message] = await selectMessages(db(), Prisma.sql`x.id = ${messageId}::uuid`);
  if (!message?.confirmation) return [];
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT u.id FROM ${waitingFor(message)} AND u.id > ${after}::uuid ORDER BY u.id LIMIT ${PAGE}`;
  return rows.map(({ id }) => id);
}

async function remind(userId: string, { messageId, remindedAt }: Reminder): Promise<void> {
  const found = await db().message.findUnique({ where: { id: messageId }, select: { roomId: true } });
  if (!found) return;
  const key = keyOf(userId, { messageId, remindedAt });
  await withNotes(
    [userId],
    async (ctx) => {
      const open = await readOpen(ctx.db, messageId);
      if (!open || !(await isWaiting(ctx.db, open.message, userId))) return;
      await sendNote(ctx, { userId, key, write: (reader) => writeReminder(open, reader) });
    },
    [found.roomId],
  );
}

type Open = { message: MessageRow; room: Room };

/** Reads a message that can be confirmed now, with its room. */
async function readOpen(db: Db, messageId: string): Promise<Open | null> {
  const [message] = await selectMessages(db, Prisma.sql`x.id = ${messageId}::uuid`);
  if (!message?.confirmation) return null;
  const room = await db.room.findUnique({ where: { id: message.roomId } });
  return room && !room.archivedAt && !room.deletedAt ? { message, room } : null;
}

/** Names a note for good: a job that runs again writes none twice. */
const keyOf = (userId: string, { messageId, remindedAt }: Reminder) =>
  `confirm:${createHash("sha256").update(`${messageId} ${userId} ${remindedAt}`).digest("base64url")}`;

const writeReminder = (open: Open, { locale }: NoteReader) => `${TITLES[locale]}\n\n${quoteOf(open, locale)}`;

const TITLES: Record<NoteReader["locale"], string> = {
  en: "**Waiting for your confirmation:** open the message and confirm that you have read it.",
  ru: "**Ждёт вашего подтверждения:** откройте сообщение и подтвердите, что прочитали его.",
};
