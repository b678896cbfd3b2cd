import type { WireMessage } from "@/lib/shared/live";
import type { ResolvedMentions } from "./mentions";

/** A message to append. The sender is the session's person by its row, not by the caller's claim. */
export type NewMessage = {
  roomId: string;
  sessionId: string;
  /** Claimed person of the session: only to find retries within a batch. */
  userId: string;
  clientId: string;
  text: string;
  replyToId: string | null;
  mentions: ResolvedMentions;
  forwardedFrom: WireMessage["forwardedFrom"];
};

/**
 * The columns that a new message hands to prisma/functions/write_messages.sql, which reads them by name. A column that
 * only few messages have is undefined in the others: JSON leaves it out.
 */
export const toColumns = (id: string, message: NewMessage) => ({
  id,
  room_id: message.roomId,
  session_id: message.sessionId,
  client_id: message.clientId,
  text: message.text,
  reply_to_id: message.replyToId ?? undefined,
  mention_here: message.mentions.here || undefined,
  mention_all: message.mentions.all || undefined,
  forward_of_id: message.forwardedFrom?.messageId,
  forward_sender: message.forwardedFrom?.senderName,
  forward_sent_at: message.forwardedFrom?.sentAt,
});
