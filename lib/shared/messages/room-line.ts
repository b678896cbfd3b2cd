import type { WireMessage } from "./message-codec";

/**
 * True if a message appears among its room's messages: it is in no thread, or its sender sent it to the room too. The
 * partial index `message_line_idx` and the functions that read along it have the same rule in SQL.
 */
export const isInRoomLine = ({
  threadId,
  alsoInRoom,
}: Pick<WireMessage, "threadId" | "alsoInRoom">): boolean => !threadId || alsoInRoom === true;
