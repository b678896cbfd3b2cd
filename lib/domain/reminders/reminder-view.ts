import type { WriteContext } from "@/lib/core/operation";
import { publishToPerson } from "@/lib/delivery/publish";
import type { Db } from "@/lib/platform/database/db";
import type { ServerFrames } from "@/lib/shared/live";
import type { ReminderRepeat, ReminderView } from "@/lib/shared/views";
import { Prisma, type Reminder } from "@/prisma/generated/client";
import { type MessageRow, toMessageView } from "../messages/message-view";
import { isReader, selectMessages } from "../messages/read-message";
import { bumpUserRev } from "../rooms/publish-my-room";

/** Converts reminders of one person, with their messages as that person may read them now. */
export async function toReminderViews(db: Db, userId: string, rows: Reminder[]): Promise<ReminderView[]> {
  const messages = await readReminded(
    db,
    userId,
    rows.flatMap(({ messageId }) => messageId ?? []),
  );
  return rows.map((row) => {
    const message = row.messageId === null ? undefined : messages.get(row.messageId);
    return {
      ...toReminderHead(row),
      text: row.text,
      repeat: row.repeat as ReminderRepeat | null,
      timeZone: row.timeZone,
      messageId: row.messageId,
      message: message ? toMessageView(message) : null,
      lastDueAt: iso(row.lastDueAt),
      remindedAt: iso(row.remindedAt),
      createdAt: row.createdAt.toISOString(),
    };
  });
}

/** Converts one reminder. */
export async function toReminderView(db: Db, row: Reminder): Promise<ReminderView> {
  const [view] = await toReminderViews(db, row.userId, [row]);
  return view as ReminderView;
}

/** Reads the messages of reminders that a person may read now, by id. */
export async function readReminded(
  db: Db,
  userId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, MessageRow>> {
  if (messageIds.length === 0) return new Map();
  const where = Prisma.sql`x.id = ANY(${messageIds}::uuid[]) AND x.deleted_at IS NULL AND ${isReader(userId)}`;
  return new Map((await selectMessages(db, where)).map((row) => [row.id, row]));
}

/** Publishes a reminder's new state to all devices of its person, whose `rev` moves. */
export async function publishReminder(
  { db, afterCommit }: Pick<WriteContext<unknown>, "db" | "afterCommit">,
  row: Reminder,
  state: ServerFrames["reminder"]["state"] = stateOf(row),
): Promise<void> {
  const userRev = await bumpUserRev(db, row.userId);
  const frame: ServerFrames["reminder"] = { ...toReminderHead(row), state, userRev };
  afterCommit(() => publishToPerson(row.userId, "reminder", frame));
}

/** Converts a reminder to its short form, which marks its message and its notes. */
export const toReminderHead = (row: Reminder) => ({
  id: row.id,
  roomId: row.roomId,
  seq: row.seq,
  at: iso(row.dueAt),
  number: row.number,
  state: stateOf(row),
  isDone: row.doneAt !== null,
  isRepeated: row.repeat !== null,
});

function stateOf({ dueAt, failedAt, doneAt }: Reminder): ReminderView["state"] {
  if (dueAt) return "upcoming";
  if (failedAt) return "failed";
  return doneAt ? "done" : "reminded";
}

const iso = (time: Date | null) => time?.toISOString() ?? null;
