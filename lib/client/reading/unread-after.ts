import type { MyRoomView } from "@/lib/shared/views";

/** The message after which the unread ones begin; null where all is read. */
export const unreadAfter = ({ unreadCount, lastReadSeq, firstVisibleSeq }: MyRoomView): number | null =>
  unreadCount > 0 ? Math.max(lastReadSeq, firstVisibleSeq - 1) : null;
