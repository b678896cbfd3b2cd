import { isConversation } from "../rooms/room-kinds";
import type { Notify, RoomKind } from "../views";

/** Level of a person who chose none. */
export const DEFAULT_LEVEL: Notify = "everything";

/**
 * Returns the level that holds in a room: the person's choice for the room, else their general level. A message in a
 * conversation is addressed to everyone in it, so there the general level matters only if it is `nothing`.
 */
export function levelIn(kind: RoomKind, choice: Notify | null, general: Notify): Notify {
  if (choice) return choice;
  return isConversation(kind) && general !== "nothing" ? "everything" : general;
}
