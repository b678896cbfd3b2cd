import type { WireMessage } from "./live";
import { isFromOthers, mentionsReader } from "./unread";
import type { MyRoomView } from "./views";

/** The reader of a message, and what is known of them at this moment. */
export type NotifiedReader = {
  userId: string;
  /** The room with the reader's own settings in it. */
  room: Pick<MyRoomView, "role" | "notify" | "mutedUntil">;
  /** Whether the reader does not want to be disturbed now; see isQuietNow. */
  isQuiet: boolean;
  /** Whether the reader looks at the end of this room now, on this device. */
  isActiveHere: boolean;
  now: Date;
};

/** Why a reader gets no notification of a message, in the order in which the rules are asked. */
export type WithheldBecause =
  | "not_by_another"
  | "deleted"
  | "not_a_member"
  | "level_nothing"
  | "muted"
  | "not_mentioned"
  | "quiet"
  | "active_here";

/** Whether a room is muted now. */
export const isMuted = ({ mutedUntil }: Pick<MyRoomView, "mutedUntil">, now: Date): boolean =>
  mutedUntil !== null && new Date(mutedUntil) > now;

/**
 * Whether a message deserves a notification for one reader, on every channel. A direct conversation has no rule of its
 * own: its level decides, as in any room.
 */
export const wantsNotification = (message: WireMessage, reader: NotifiedReader): boolean =>
  withheldBecause(message, reader) === null;

/**
 * Whether a message is one that its reader asked to be notified of, by who wrote it and by their settings in the room,
 * though perhaps not at this moment.
 */
export function isOfInterest(
  message: WireMessage,
  reader: Omit<NotifiedReader, "isQuiet" | "isActiveHere">,
): boolean {
  return wantsNotification(message, { ...reader, isQuiet: false, isActiveHere: false });
}

/** The first rule that keeps a notification from a reader; null where none does. */
export function withheldBecause(message: WireMessage, reader: NotifiedReader): WithheldBecause | null {
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
