import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";
import type { ConfirmationView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import type { MessageRow } from "../messages/message-view";

/** The field of a send that asks for confirmation. */
export const confirm = z.boolean({ error: "Must be true or false." }).default(false);

/** The state of a new message that asks to be confirmed. */
export const UNCONFIRMED: ConfirmationView = { confirmed: 0, remindedAt: null };

/** Returns what a message asks. Error: `not_found`. */
export function requireConfirmation({ confirmation }: MessageRow): ConfirmationView {
  if (!confirmation) throw notFound("This message doesn't ask for confirmation.");
  return confirmation as ConfirmationView;
}

/**
 * People `u` whom a message asks and who have not confirmed it: members now who were members when it was sent, without its
 * sender, bots, and people whose account is deactivated.
 */
export const waitingFor = ({ id, roomId, seq, senderId }: MessageRow) => Prisma.sql`
  membership m JOIN "user" u ON u.id = m.user_id
   WHERE m.room_id = ${roomId}::uuid AND m.joined_seq < ${seq}::int AND u.id <> ${senderId}::uuid
     AND u.deactivated_at IS NULL AND NOT u.is_bot
     AND NOT EXISTS (SELECT 1 FROM message_confirmation c WHERE c.message_id = ${id}::uuid AND c.user_id = u.id)`;

/** Counts the people who are asked and have not confirmed. */
export async function countWaiting(db: Db, message: MessageRow): Promise<number> {
  const [{ count }] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM ${waitingFor(message)}`;
  return count;
}

/** True if a person is asked and has not confirmed. */
export async function isWaiting(db: Db, message: MessageRow, userId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM ${waitingFor(message)} AND u.id = ${userId}::uuid`;
  return rows.length > 0;
}
