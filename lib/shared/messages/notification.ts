import type { WireMessage } from "../live";
import type { MyRoomView } from "../views";
import { isFromOthers, mentionsReader } from "./unread";

/** The reader of a message, and their current state. */
export type NotifiedReader = {
  userId: string;
  /** The room with the reader's own settings in it. */
  room: Pick<MyRoomView, "role" | "notify" | "mutedUntil">;
  /** True in the reader's do-not-disturb time; see isQuietNow. */
  isQuiet: boolean;
  /** True while the reader looks at the end of this room on this device. */
  isActiveHere: boolean;
  now: Date;
};

/** Reasons against a notification, in the order of the rules. */
export type WithheldReason =
  | "not_by_another"
  | "deleted"
  | "not_a_member"
  | "level_nothing"
  | "muted"
  | "not_mentioned"
  | "quiet"
  | "active_here";

/** True while a room is muted. */
export const isMuted = ({ mutedUntil }: Pick<MyRoomView, "mutedUntil">, now: Date): boolean =>
  mutedUntil !== null && new Date(mutedUntil) > now;

/**
 * True if a message deserves a notification for one reader, on every channel. A direct conversation has no rule of
 * its own: its level decides, as in any room.
 */
export const wantsNotification = (message: WireMessage, reader: NotifiedReader): boolean =>
  withheldBecause(message, reader) === null;

/**
 * True if the reader's settings in the room ask for notifications of a message, though perhaps not at this moment.
 */
export function isOfInterest(
  message: WireMessage,
  reader: Omit<NotifiedReader, "isQuiet" | "isActiveHere">,
): boolean {
  return wantsNotification(message, { ...reader, isQuiet: false, isActiveHere: false });
}

/** Returns the first rule against a notification, or null. */
export function withheldBecause(message: WireMessage, reader: NotifiedReader): WithheldReason | null {
  const { userId, room, isQuiet, isActiveHere, now } = reader;
  if (!isFromOthers(message, userId)) return "not_by_another";
  if (message.deletedAt) return "deleted";
  if (room.role === null) return "not_a_member";
  if (room.notify === "nothing") return "level_nothing";
  if (isMuted(room, now)) return "muted";
  if (room.notify === "mentions" && !mentionsReader(message, userId)) return "not_mentioned";
  if (isQuiet) return "quiet";
  return isActiveHere ? "active_here" : null;
}
