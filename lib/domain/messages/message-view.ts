import type { WireMessage } from "@/lib/shared/live";
import type { MessageView, RoomEvent } from "@/lib/shared/views";
import { type Message, Prisma } from "@/prisma/generated/client";

/** A message with its sender's name. Times may be texts if the row came through JSON. */
export type MessageRow = Message & { username: string; displayName: string; isBot: boolean };

/** Columns that `toMessageView` needs, as `selectMessages` and others read them. */
export const MESSAGE_COLUMNS = Prisma.sql`
  x.id, x.room_id AS "roomId", x.seq, x.rev, x.sender_id AS "senderId", x.kind::text AS kind, x.text, x.event,
  x.client_id AS "clientId", x.reply_to_id AS "replyToId", x.reply_to_seq AS "replyToSeq",
  x.created_at AS "createdAt", x.edited_at AS "editedAt", x.deleted_at AS "deletedAt",
  x.mention_user_ids AS "mentionUserIds", x.mention_here AS "mentionHere", x.mention_all AS "mentionAll",
  x.forward_of_id AS "forwardOfId", x.forward_sender AS "forwardSender", x.forward_sent_at AS "forwardSentAt",
  x.pinned_at AS "pinnedAt", x.reactions,
  u.username, u.display_name AS "displayName", u.is_bot AS "isBot"`;

const iso = (time: Date | null) => (time ? new Date(time).toISOString() : null);

/** Completes a room event; old rows have only a type and names. */
export function toEvent(event: unknown): RoomEvent {
  const { type, names = [], count = names.length, value = null } = event as Partial<RoomEvent>;
  return { type: type as RoomEvent["type"], names, count, value };
}

/** Converts a message to its view, the same for every reader. A deleted one has no text. */
export function toMessageView(row: MessageRow): MessageView {
  return {
    id: row.id,
    roomId: row.roomId,
    seq: row.seq,
    rev: row.rev,
    sender: { id: row.senderId, username: row.username, displayName: row.displayName, isBot: row.isBot },
    kind: row.kind,
    text: row.deletedAt ? "" : row.text,
    event: row.event ? toEvent(row.event) : null,
    mentions: { userIds: row.mentionUserIds, here: row.mentionHere, all: row.mentionAll },
    replyTo: row.replyToId && row.replyToSeq ? { id: row.replyToId, seq: row.replyToSeq } : null,
    forwardedFrom: forwardedFrom(row),
    attachments: [],
    reactions: row.reactions as MessageView["reactions"],
    isPinned: row.pinnedAt !== null,
    createdAt: iso(row.createdAt) ?? "",
    editedAt: iso(row.editedAt),
    deletedAt: iso(row.deletedAt),
    clientId: row.clientId,
  };
}

const forwardedFrom = ({ forwardOfId, forwardSender, forwardSentAt }: MessageRow) =>
  forwardOfId
    ? { messageId: forwardOfId, senderName: forwardSender ?? "", sentAt: iso(forwardSentAt) ?? "" }
    : null;

/**
 * Converts a message for a live frame. Null and empty fields are left out, because every byte is written once per
 * socket.
 */
export function toWire(message: MessageView): WireMessage {
  const wire: Record<string, unknown> = { ...message };
  for (const [field, value] of Object.entries(message)) {
    const isEmpty =
      value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
    if (isEmpty) delete wire[field];
  }
  if (message.kind === "user") delete wire.kind;
  const { userIds, here, all } = message.mentions;
  if (userIds.length === 0 && !here && !all) delete wire.mentions;
  return wire as WireMessage;
}
