import { isGridImage } from "@/components/message/files/images/grid-image";
import { fileKind, isPlayed } from "@/lib/shared/files/file-kinds";
import type { AttachmentView, MessageView, PersonView, SentFileView } from "@/lib/shared/views";

/** A file in the lightbox, with the message that it is in. */
export type ShownFile = {
  file: AttachmentView;
  roomId: string;
  messageId: string;
  seq: number;
  sentAt: string;
  sender: Pick<PersonView, "id" | "displayName">;
};

/** Identifies a file in a message: forwarded messages share files. */
export const keyOf = ({ messageId, file }: ShownFile) => `${messageId} ${file.id}`;

const isVideo = ({ type }: AttachmentView) => isPlayed(type) && fileKind(type) === "video";

/** The kind of slide that shows a file; null for one that the lightbox cannot show. */
export function slideKind(file: AttachmentView): "image" | "video" | "text" | null {
  if (isGridImage(file)) return "image";
  if (isVideo(file)) return "video";
  return file.excerpt === null ? null : "text";
}

type Sent = Pick<MessageView, "attachments" | "roomId" | "id" | "seq" | "createdAt" | "sender">;

/** The files of a message that the lightbox shows, in their order. */
export const toShownFiles = ({ attachments, roomId, id, seq, createdAt, sender }: Sent): ShownFile[] =>
  attachments
    .filter((file) => slideKind(file) !== null)
    .map((file) => ({ file, roomId, messageId: id, seq, sentAt: createdAt, sender }));

/**
 * The file to open, and those beside it that are known already, oldest first. `isAlone`: only these are shown, without
 * the other images of the room.
 */
export type OpenedFile = { file: ShownFile; beside: readonly ShownFile[]; isAlone?: boolean };

/** Converts a file of a list to one that the lightbox shows. */
export function fromSentFile({ roomId, messageId, seq, sentAt, sender, ...file }: SentFileView): ShownFile {
  return { file, roomId, messageId, seq, sentAt, sender };
}
