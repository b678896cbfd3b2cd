import type { Principal } from "@/lib/core/principal";
import type { WireMessage } from "@/lib/shared/live";
import type { ResolvedMentions } from "./mentions";

/** A message to append. */
export type NewMessage = {
  roomId: string;
  sender: Principal;
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
  ...toSenderColumns(message.sender),
  client_id: message.clientId,
  text: message.text,
  reply_to_id: message.replyToId ?? undefined,
  mention_here: message.mentions.here || undefined,
  mention_all: message.mentions.all || undefined,
  forward_of_id: message.forwardedFrom?.messageId,
  forward_sender: message.forwardedFrom?.senderName,
  forward_sent_at: message.forwardedFrom?.sentAt,
});

/** Exactly one of them: the session, whose row names the person, or else the person. */
const toSenderColumns = ({ userId, revokedBy }: Principal) => ({
  session_id: revokedBy === "account" ? undefined : revokedBy.sessionId,
  user_id: revokedBy === "account" ? userId : undefined,
});
