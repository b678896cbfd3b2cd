import type { WireMessage } from "./message-codec";
import { isInRoomLine } from "./room-line";

/**
 * Names one line of messages: a room's own (the room's id) or a thread's (`room/root`). Feeds, drafts, uploads, read
 * marks and the composer are keyed by it; the outbox keeps one order per room. Only this module makes and reads it.
 */
export type TimelineKey = string;

/** @param rootId the thread's root; null for the room's own line */
export const timelineKey = (roomId: string, rootId: string | null | undefined): TimelineKey =>
  rootId ? `${roomId}/${rootId}` : roomId;

export const roomOf = (key: TimelineKey): string => key.split("/", 1)[0] ?? key;

/** The id of the thread's root; undefined for a room's own line. */
export const rootOf = (key: TimelineKey): string | undefined => key.split("/")[1];

type Placed = Pick<WireMessage, "id" | "threadId" | "alsoInRoom">;

/**
 * Returns whether a message of the room stands in this line.
 *
 * @param hasReplies the reader has replies in the room's own line
 */
export function isInTimeline(key: TimelineKey, message: Placed, hasReplies = false): boolean {
  const rootId = rootOf(key);
  return rootId ? message.id === rootId || message.threadId === rootId : hasReplies || isInRoomLine(message);
}

/** The root of the thread that is a message's only line; null where it stands in the room's own. */
export const onlyThreadOf = (message: Pick<WireMessage, "threadId" | "alsoInRoom">): string | null =>
  isInRoomLine(message) ? null : (message.threadId ?? null);

/** The lines in which a message stands: its room's, its thread's, or both. */
export const linesOf = (message: Pick<WireMessage, "roomId" | "threadId" | "alsoInRoom">): TimelineKey[] => [
  ...(isInRoomLine(message) ? [timelineKey(message.roomId, null)] : []),
  ...(message.threadId ? [timelineKey(message.roomId, message.threadId)] : []),
];

/** The part of a frame, or of a page of a sync, that concerns a line. Its revisions stay: a line follows the room's. */
export const narrowFrame = <T extends { items: readonly Placed[] }>(
  key: TimelineKey,
  frame: T,
  hasReplies = false,
): T => ({
  ...frame,
  items: frame.items.filter((item) => isInTimeline(key, item, hasReplies)),
});
