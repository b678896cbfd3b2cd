import type { MyRoomView } from "@/lib/shared/views";

/** The read mark before the first unread message; null if everything is read. */
export const unreadAfter = ({
  unreadCount,
  lastReadSeq,
  firstVisibleSeq,
}: Pick<MyRoomView, "unreadCount" | "lastReadSeq" | "firstVisibleSeq">): number | null =>
  unreadCount > 0 ? Math.max(lastReadSeq, firstVisibleSeq - 1) : null;
