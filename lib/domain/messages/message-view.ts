import type {
  CheckView,
  ConfirmationView,
  MessageView,
  NamedGroupView,
  PollView,
  RoomEvent,
} from "@/lib/shared/views";
import { type Message, Prisma } from "@/prisma/generated/client";
import { toCardViews } from "../cards/stored-card";
import { type FileRow, toAttachmentView } from "../files/file-view";
import { pictureOf } from "../people/avatar-url";
import { type ThreadRow, toThreadSummary } from "../threads/thread-view";

/** A message with its sender's name. Times may be texts if the row came through JSON. */
export type MessageRow = Message & {
  username: string;
  displayName: string;
  isBot: boolean;
  avatarTag?: string | null;
  /** Null where the message has no files. */
  attachments: FileRow[] | null;
  /** Null where nobody replied to the message in a thread. */
  thread: ThreadRow | null;
};

const columnOf = (field: string) => field.replace(/[A-Z]/g, "_$&").toLowerCase();

/** The columns of the model Message under their names, without the enum type that a raw query cannot read. */
const OWN_COLUMNS = Object.values(Prisma.MessageScalarFieldEnum)
  .map((field) => `x.${columnOf(field)}${field === "kind" ? "::text" : ""} AS "${field}"`)
  .join(", ");

/** Columns that `toMessageView` needs, as `selectMessages` and others read them. */
export const MESSAGE_COLUMNS = Prisma.sql`
  ${Prisma.raw(OWN_COLUMNS)}, u.username, u.display_name AS "displayName", u.is_bot AS "isBot",
  u.avatar_tag AS "avatarTag",
  CASE WHEN x.file_count > 0 THEN message_attachments(x.id) END AS attachments,
  CASE WHEN x.thread_count > 0 THEN thread_of_root(x.room_id, x.thread_last_seq, x.thread_user_ids) END AS thread`;

/** Converts a row that came as JSON under the names of its columns. */
export const fromColumns = (columns: Record<string, unknown>): Message =>
  Object.fromEntries(
    Object.values(Prisma.MessageScalarFieldEnum).map((field) => [field, columns[columnOf(field)]]),
  ) as unknown as Message;

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
    sender: {
      id: row.senderId,
      username: row.username,
      displayName: row.displayName,
      isBot: row.isBot,
      ...pictureOf(row.senderId, row.avatarTag),
    },
    kind: row.kind,
    text: row.deletedAt ? "" : row.text,
    event: row.event ? toEvent(row.event) : null,
    mentions: mentionsOf(row),
    replyTo: row.replyToId && row.replyToSeq ? { id: row.replyToId, seq: row.replyToSeq } : null,
    threadId: row.threadId,
    alsoInRoom: row.alsoInRoom,
    thread: toThreadSummary(row),
    forwardedFrom: forwardedFrom(row),
    dueAt: iso(row.dueAt),
    attachments: row.attachments?.map(toAttachmentView) ?? [],
    cards: toCardViews(row.id, row.cards),
    checks: row.checks as CheckView[],
    confirmation: row.confirmation as ConfirmationView | null,
    poll: row.poll as PollView | null,
    reactions: row.reactions as MessageView["reactions"],
    isPinned: row.pinnedAt !== null,
    createdAt: iso(row.createdAt) ?? "",
    editedAt: iso(row.editedAt),
    deletedAt: iso(row.deletedAt),
    clientId: row.clientId,
  };
}

function mentionsOf(row: MessageRow): MessageView["mentions"] {
  const groups = row.mentionGroups as NamedGroupView[];
  return {
    userIds: row.mentionUserIds,
    ...(groups.length > 0 && { groups }),
    here: row.mentionHere,
    all: row.mentionAll,
  };
}

const forwardedFrom = ({ forwardOfId, forwardSender, forwardSentAt }: MessageRow) =>
  forwardOfId
    ? { messageId: forwardOfId, senderName: forwardSender ?? "", sentAt: iso(forwardSentAt) ?? "" }
    : null;
