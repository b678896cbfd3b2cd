import type { Principal } from "@/lib/core/principal";
import type { WireMessage } from "@/lib/shared/live";
import type { ConfirmationView, PollView } from "@/lib/shared/views";
import { NO_MENTIONS, type ResolvedMentions } from "../mentions/mentions";

/** A message to append. */
export type NewMessage = {
  roomId: string;
  sender: Principal;
  clientId: string;
  text: string;
  replyToId: string | null;
  /** Root of the thread in which it is a reply. */
  threadId: string | null;
  /** Of a reply in a thread: it appears among the room's messages too. */
  alsoInRoom: boolean;
  mentions: ResolvedMentions;
  forwardedFrom: WireMessage["forwardedFrom"];
  /** When a scheduled message was due, if it is sent late; ISO 8601. */
  dueAt: string | null;
  /** Files to attach, in order: uploads of the sender, or those of the message `filesOfId`, which this one shares. */
  attachmentIds: string[];
  filesOfId: string | null;
  /** Asks its readers to confirm it. */
  confirmation: ConfirmationView | null;
  poll: PollView | null;
};

/** The parts of a new message that most messages do not have. */
export const PLAIN_MESSAGE = {
  replyToId: null,
  threadId: null,
  alsoInRoom: false,
  mentions: NO_MENTIONS,
  forwardedFrom: null,
  dueAt: null,
  attachmentIds: [],
  filesOfId: null,
  confirmation: null,
  poll: null,
} satisfies Partial<NewMessage>;

/**
 * The columns that a new message hands to prisma/functions/write_messages.sql, which reads them by name. A column that
 * only few messages have is undefined in the others: JSON leaves it out.
 */
export function toColumns(id: string, message: NewMessage) {
  const { userId, revokedBy } = message.sender;
  return {
    id,
    room_id: message.roomId,
    // Exactly one of the two: the session, whose row names the person, or else the person.
    session_id: revokedBy === "account" ? undefined : revokedBy.sessionId,
    user_id: revokedBy === "account" ? userId : undefined,
    client_id: message.clientId,
    text: message.text,
    reply_to_id: message.replyToId ?? undefined,
    mention_here: message.mentions.here || undefined,
    mention_all: message.mentions.all || undefined,
    forward_of_id: message.forwardedFrom?.messageId,
    forward_sender: message.forwardedFrom?.senderName,
    forward_sent_at: message.forwardedFrom?.sentAt,
    due_at: message.dueAt ?? undefined,
    attachment_ids: message.attachmentIds.length > 0 ? message.attachmentIds : undefined,
    files_of_id: message.filesOfId ?? undefined,
    thread_id: message.threadId ?? undefined,
    also_in_room: message.alsoInRoom || undefined,
    confirmation: message.confirmation ?? undefined,
    poll: message.poll ?? undefined,
  };
}
