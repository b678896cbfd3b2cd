import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { displayText } from "@/lib/shared/text/shown";
import { asTimeZone } from "@/lib/shared/time-zone";
import type { Reminder, Room } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";
import type { NoteReader } from "../notes/send-note";
import { readReminded } from "./reminder-view";

/** A message as the note shows it, with its room. */
type Reminded = { message: MessageRow; room: Pick<Room, "id" | "name" | "kind"> };

/** The parts of a reminder's note. */
export type ReminderNote = {
  text: string;
  /** Undefined for a text alone; null for a message that its person cannot read now. */
  reminded: Reminded | null | undefined;
  dueAt: Date;
  /** The zone in which it was made, for a reader whose account names none. */
  timeZone: string | null;
  /** True if it comes later than LIMITS.reminderLateSeconds. */
  isLate: boolean;
};

/** Reads what the note of a reminder shows: its message only if its person may read it at this moment. */
export async function readNote(db: Db, row: Reminder & { dueAt: Date }, now: Date): Promise<ReminderNote> {
  const isLate = now.getTime() - row.dueAt.getTime() > LIMITS.reminderLateSeconds * 1_000;
  const { messageId, userId, text, dueAt, timeZone } = row;
  const note = { text, dueAt, timeZone, isLate };
  if (messageId === null) return { ...note, reminded: undefined };
  const message = (await readReminded(db, userId, [messageId])).get(messageId);
  const room = message && (await db.room.findUnique({ where: { id: message.roomId } }));
  return { ...note, reminded: message && room ? { message, room } : null };
}

/**
 * Writes a note in its reader's language, as Markdown. The reader's own text stays as they wrote it; words of others are
 * escaped, so that they are plain, mention nobody and make no link.
 */
export function writeNote(note: ReminderNote, reader: NoteReader): string {
  const { text, reminded, isLate } = note;
  const words = WORDS[reader.locale];
  const quote = reminded === undefined ? null : reminded ? quoteOf(reminded, reader.locale) : words.gone;
  const title = text === "" ? words.ofMessage : `${words.title} ${text}`;
  const late = isLate ? `_${words.late(momentOf(note, reader))}_` : null;
  return [title, quote, late].filter((part) => part !== null).join("\n\n");
}

/** Author, room and beginning; in a quote, so that the link has no card beside it. */
export function quoteOf({ message, room }: Reminded, locale: NoteReader["locale"]): string {
  const words = WORDS[locale];
  const name = room.name === null ? words.inRoom(room.kind) : words.inNamed(escaped(room.name));
  const from = `[${escaped(message.displayName)} ${name}](${roomPath(room)}?message=${message.seq})`;
  const beginning =
    firstWords(message.text) || (message.attachments ?? []).map((file) => file.name).join(", ");
  return beginning === "" ? `> ${from}` : `> ${from}\n>\n> ${escaped(beginning)}`;
}

/** Makes a line plain: each mark of Markdown stands for itself. */
const escaped = (line: string): string =>
  displayText(line)
    .replace(/\s+/gu, " ")
    .replace(/[!-/:-@[-`{-~]/g, "\\$&");

const momentOf = ({ dueAt, timeZone }: ReminderNote, reader: NoteReader) =>
  new Intl.DateTimeFormat(reader.locale, {
    timeZone: reader.timeZone ?? asTimeZone(timeZone ?? ""),
    dateStyle: "medium",
    timeStyle: "short",
  }).format(dueAt);

type Words = {
  title: string;
  ofMessage: string;
  gone: string;
  late: (moment: string) => string;
  inNamed: (room: string) => string;
  inRoom: (kind: Room["kind"]) => string;
};

const WORDS: Record<NoteReader["locale"], Words> = {
  en: {
    title: "**Reminder:**",
    ofMessage: "**Reminder** about this message:",
    gone: "You can't see the message any more: it was deleted, or you're no longer in its room.",
    late: (moment) => `This was due on ${moment} and comes late.`,
    inNamed: (room) => `in ${room}`,
    inRoom: (kind) => (kind === "direct" ? "in a direct message" : "in a group"),
  },
  ru: {
    title: "**Напоминание:**",
    ofMessage: "**Напоминание** о сообщении:",
    gone: "Этого сообщения больше не видно: его удалили, или вас больше нет в его комнате.",
    late: (moment) => `Срок был ${moment}, напоминание пришло с опозданием.`,
    inNamed: (room) => `в комнате «${room}»`,
    inRoom: (kind) => (kind === "direct" ? "в личной переписке" : "в группе"),
  },
};
