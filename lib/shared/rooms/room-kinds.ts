import type { RoomKind } from "../views";

/** Returns whether a room is a conversation: private, in no list of rooms, and hidden from administrators. */
export const isConversation = (kind: RoomKind): kind is "group" | "direct" =>
  kind === "group" || kind === "direct";
