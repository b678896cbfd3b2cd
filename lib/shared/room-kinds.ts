import type { RoomKind } from "./views";

/** Whether a room is a conversation of its people: private, not in lists of rooms, and not for administrators. */
export const isConversation = (kind: RoomKind): kind is "group" | "direct" =>
  kind === "group" || kind === "direct";
