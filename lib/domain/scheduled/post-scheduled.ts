import { DomainError, invalidField } from "@/lib/core/errors";
import { sqlOf } from "@/lib/delivery/commit";
import type { RoomChange } from "@/lib/delivery/room-change";
import type { Tx } from "@/lib/platform/database/db";
import type { PollView, ScheduledReason } from "@/lib/shared/views";
import type { ResolvedMentions } from "../messages/mentions/mentions";
import { type Appended, append } from "../messages/send/append";
import { PLAIN_MESSAGE } from "../messages/send/new-message";
import { isPollOpen } from "../polls/stored-poll";
import type { ScheduledRow } from "./scheduled-view";

/** End of a scheduled message: it is a message, or was refused. */
export type Posted = { messageId: string; changes: RoomChange[] } | { refusal: DomainError };

type PostOptions = {
  /** The mentions of the row's text. */
  mentions: ResolvedMentions;
  /** Marks the message with the time at which it was due. */
  isLate: boolean;
};

/**
 * Writes the message of a locked scheduled row and deletes the row, in the caller's transaction of the writer: both happen
 * or neither does. It is written for the account, not for a session, so that the rows decide at this moment whether its
 * author may send. The message has the row's `clientId`, which the database accepts once from a sender.
 */
export async function postScheduled(tx: Tx, row: ScheduledRow, options: PostOptions): Promise<Posted> {
  const message = {
    ...PLAIN_MESSAGE,
    roomId: row.roomId,
    sender: { userId: row.userId, revokedBy: "account" as const },
    clientId: row.clientId,
    text: row.text,
    replyToId: row.replyToId,
    threadId: row.threadId,
    alsoInRoom: row.alsoInRoom,
    mentions: options.mentions,
    dueAt: options.isLate ? row.dueAt.toISOString() : null,
    attachmentIds: row.attachments?.map(({ id }) => id) ?? [],
    poll: row.poll as PollView | null,
  };
  const refusal = await refusalOfPoll(tx, row);
  if (refusal) return { refusal };
  const { outcomes, changes } = await append.write(sqlOf(tx), [message]);
  const [outcome] = outcomes;
  if (outcome?.ok) {
    await tx.scheduledMessage.delete({ where: { id: row.id } });
    const appended = outcome.value as Appended;
    return { messageId: "message" in appended ? appended.message.id : appended.id, changes };
  }
  const error = outcome?.error;
  if (DomainError.is(error)) return { refusal: error };
  throw error ?? new Error("The message was neither written nor refused");
}

/** A poll that would be closed when it is sent stays with its author. */
async function refusalOfPoll(tx: Tx, row: ScheduledRow): Promise<DomainError | null> {
  if (!row.poll || (await isPollOpen(tx, row.poll as PollView))) return null;
  return invalidField("poll.closesAt", "Must be after the poll is sent.", "past");
}

/** Returns why a message was refused, as its author is told. */
export async function reasonOf(tx: Tx, row: ScheduledRow, refusal: DomainError): Promise<ScheduledReason> {
  const { code, reason, errors } = refusal.refusal;
  if (code === "unauthenticated") return "deactivated";
  if (code === "not_found") return (await isRoomThere(tx, row.roomId)) ? "not_a_member" : "room_deleted";
  if (errors?.[0]?.path === "poll.closesAt") return "poll_over";
  if (code === "validation_failed")
    return ["replyToId", "threadId"].includes(errors?.[0]?.path ?? "") ? "reply_gone" : "file_gone";
  return reason === "archived" || reason === "moderators_only" ? reason : "error";
}

const isRoomThere = async (tx: Tx, roomId: string): Promise<boolean> =>
  (await tx.room.count({ where: { id: roomId, deletedAt: null } })) > 0;
