import { isDatabaseUnavailable } from "@/lib/core/errors";
import { db, type Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { reminderKey } from "@/lib/shared/messages/reminders";
import type { Reminder } from "@/prisma/generated/client";
import { type NoteContext, sendNote, withNotes } from "../notes/send-note";
import { lockUser } from "../rooms/publish-my-room";
import { readNote, writeNote } from "./reminder-note";
import { publishReminder } from "./reminder-view";
import { nextDueAt, OVER } from "./schedule";

type Due = { id: string; userId: string; dueAt: Date; isLate: boolean };

/**
 * Writes the notes of reminders that are due by the database's clock: the oldest first, one after the other, and at most
 * LIMITS.remindersPerLook. A reminder that fails is tried again later, and does not stop the others.
 * @param stopping aborts when the process stops: the reminder at hand is the last
 * @returns those that were due, the oldest first
 */
export async function deliverDueReminders(stopping?: AbortSignal): Promise<readonly Due[]> {
  const due = await db().$queryRaw<Due[]>`
    SELECT id, user_id AS "userId", due_at AS "dueAt",
           due_at < now() - make_interval(secs => ${LIMITS.reminderLateSeconds}::float8) AS "isLate"
      FROM reminder WHERE wake_at <= now() ORDER BY wake_at, id LIMIT ${LIMITS.remindersPerLook}`;
  for (const reminder of due) {
    if (stopping?.aborted) break;
    await deliverOrPostpone(reminder);
  }
  return due;
}

async function deliverOrPostpone({ id, userId }: Due): Promise<void> {
  try {
    await withNotes([userId], (ctx) => deliver(ctx, id, userId));
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    console.warn(`Reminder ${id} failed:`, error instanceof Error ? error.message : error);
    await postpone(id);
  }
}

/**
 * Writes the note and the next time in one transaction. Another process that saw the same reminder waits for its person's
 * row, and then finds that it is not due any more.
 */
async function deliver(ctx: NoteContext, id: string, userId: string): Promise<void> {
  await lockUser(ctx.db, userId);
  const due = await claim(ctx.db, id);
  if (!due) return;
  const { row, now } = due;
  const number = row.number + 1;
  const note = await readNote(ctx.db, row, now);
  const noteId = await sendNote(ctx, {
    userId,
    key: reminderKey(id, number),
    write: (reader) => writeNote(note, reader),
  });
  const changed = await ctx.db.reminder.update({
    where: { id },
    data: { ...next(row, now), ...(noteId ? { ...DELIVERED, number, remindedAt: now } : missed(row, now)) },
  });
  await publishReminder(ctx, changed);
}

/** Reads a reminder under its lock, if it is still due. */
async function claim(tx: Tx, id: string): Promise<{ row: Reminder & { dueAt: Date }; now: Date } | null> {
  const [due] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT now() AS now FROM reminder WHERE id = ${id}::uuid AND wake_at <= now() FOR UPDATE`;
  if (!due) return null;
  const row = await tx.reminder.findUniqueOrThrow({ where: { id } });
  return row.dueAt && { row: { ...row, dueAt: row.dueAt }, now: due.now };
}

/** Times that were missed are over: of a series one note comes, and the next time lies in the future. */
function next(row: Reminder & { dueAt: Date }, now: Date) {
  const at = nextDueAt(row, now > row.dueAt ? now : row.dueAt);
  return { ...(at ? { dueAt: at, wakeAt: at } : OVER), lastDueAt: row.dueAt, attempts: 0 };
}

const DELIVERED = { doneAt: null, failedAt: null };

/** An account that is deactivated gets no note. A series goes on, and a single reminder shows that it did not come. */
const missed = ({ repeat }: Reminder, now: Date) => (repeat === null ? { failedAt: now } : {});

/** Waits twice as long after each attempt, and gives up after the last one; the list of reminders shows that. */
const postpone = (id: string) => db().$executeRaw`
  UPDATE reminder
     SET attempts = attempts + 1,
         wake_at = CASE WHEN attempts + 1 < ${LIMITS.reminderAttempts}::int
                        THEN now() + make_interval(secs => ${LIMITS.reminderRetrySeconds}::float8 * 2 ^ attempts) END,
         due_at = CASE WHEN attempts + 1 < ${LIMITS.reminderAttempts}::int THEN due_at END,
         last_due_at = CASE WHEN attempts + 1 < ${LIMITS.reminderAttempts}::int THEN last_due_at ELSE due_at END,
         failed_at = CASE WHEN attempts + 1 < ${LIMITS.reminderAttempts}::int THEN NULL ELSE now() END
   WHERE id = ${id}::uuid AND wake_at <= now()`;
