import type { CommitHooks } from "@/lib/core/after-commit";
import { publishToPerson } from "@/lib/delivery/publish";
import type { Tx } from "@/lib/platform/database/db";
import type { ServerFrames } from "@/lib/shared/live";
import { Prisma } from "@/prisma/generated/client";
import { bumpUserRev } from "../rooms/publish-my-room";
import { selectScheduled, toScheduledView } from "./scheduled-view";

type Context = { db: Tx } & Pick<CommitHooks, "afterCommit">;

/**
 * Sends the state of a scheduled message to all devices of its author, and moves their `rev` for those that are away. Call
 * it last in the transaction: it locks the author's row.
 *
 * @param messageId the message that it became
 */
export async function publishScheduled(
  { db, afterCommit }: Context,
  userId: string,
  id: string,
  messageId?: string,
): Promise<void> {
  const userRev = await bumpUserRev(db, userId);
  const [row] = await selectScheduled(db, Prisma.sql`s.id = ${id}::uuid`);
  const frame: ServerFrames["scheduled"] = {
    id,
    scheduled: row ? toScheduledView(row) : null,
    ...(messageId && { messageId }),
    userRev,
  };
  afterCommit(() => publishToPerson(userId, "scheduled", frame));
}
