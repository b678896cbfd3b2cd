import en from "@/lib/shared/i18n/en.json";
import ru from "@/lib/shared/i18n/ru.json";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import type { ScheduledReason } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { type NoteReader, sendNote, withNotes } from "../notes/send-note";
import { lockUser } from "../rooms/publish-my-room";
import { publishScheduled } from "./publish-scheduled";
import { type ScheduledRow, selectScheduled } from "./scheduled-view";

/** The reason why a scheduled message was not sent; `overdue`: it was due so long ago that its author must say yes. */
export type Problem = ScheduledReason | "overdue";

/**
 * Keeps a waiting row that is not sent, shows it on its author's devices, and tells them why in a note, all in one
 * transaction.
 */
export const park = (userId: string, id: string, problem: Problem): Promise<void> =>
  withNotes([userId], async (ctx) => {
    await lockUser(ctx.db, userId);
    const isOverdue = problem === "overdue";
    const { count } = await ctx.db.scheduledMessage.updateMany({
      where: { id, state: "waiting" },
      data: isOverdue ? { state: "overdue" } : { state: "failed", reason: problem },
    });
    const [row] = await selectScheduled(ctx.db, Prisma.sql`s.id = ${id}::uuid`);
    if (count === 0 || !row) return;
    await publishScheduled(ctx, userId, id);
    await sendNote(ctx, {
      userId,
      key: `scheduled-${id}-${row.dueAt.getTime()}`,
      write: ({ locale }) => write(row, problem, WORDS[locale]),
    });
  });

type Words = { title: string; see: string; state: typeof en.scheduled.state };

const WORDS: Record<NoteReader["locale"], Words> = {
  en: { title: "Scheduled message.", see: "See scheduled messages", state: en.scheduled.state },
  ru: { title: "Отложенное сообщение.", see: "Показать отложенные", state: ru.scheduled.state },
};

/** Writes the note. The beginning of the text stands in code, where it is plain, mentions nobody and makes no link. */
function write({ text }: ScheduledRow, problem: Problem, { title, see, state }: Words): string {
  return `**${title}** ${state[problem]}${quoteOf(text)}\n\n[${see}](/scheduled)`;
}

/** Quotes the beginning of a scheduled text in its author's note; it is empty beside files alone. */
export function quoteOf(text: string): string {
  const beginning = firstWords(text).replaceAll("`", "'").trim();
  return beginning === "" ? "" : `\n\n> \`${beginning}\``;
}
