import { conflict, notFound } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";
import type { PollView } from "@/lib/shared/views";
import type { MessageRow } from "../messages/message-view";

/** Returns the poll of a message. Error: `not_found`. */
export function requirePoll({ poll }: MessageRow): PollView {
  if (!poll) throw notFound("This message has no poll.");
  return poll as PollView;
}

/** True while people may vote, by the database's clock. */
export async function isPollOpen(db: Db, { closesAt, closedAt }: PollView): Promise<boolean> {
  if (closedAt !== null || closesAt === null) return closedAt === null;
  const [{ isOpen }] = await db.$queryRaw<[{ isOpen: boolean }]>`
    SELECT clock_timestamp() < ${closesAt}::timestamptz AS "isOpen"`;
  return isOpen;
}

/** Error: `conflict` for a poll that is closed, or whose time is over. */
export async function requireOpen(db: Db, poll: PollView): Promise<void> {
  if (!(await isPollOpen(db, poll))) throw conflict("This poll is closed.", "poll_closed");
}
