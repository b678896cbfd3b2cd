import type { MyRoomView } from "@/lib/shared/views";

/** The read mark of a line, and what is unread after it. */
export type ReadPosition = Pick<MyRoomView, "unreadCount" | "lastReadSeq" | "firstVisibleSeq">;

/** The read mark before the first unread message; null if everything is read. */
export const unreadAfter = ({ unreadCount, lastReadSeq, firstVisibleSeq }: ReadPosition): number | null =>
  unreadCount > 0 ? Math.max(lastReadSeq, firstVisibleSeq - 1) : null;
