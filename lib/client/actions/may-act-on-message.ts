import {
  type MessageOperation,
  type MessageState,
  mayActOn,
} from "@/lib/shared/messages/message-permissions";
import type { AccountView, MessageView, MyRoomView } from "@/lib/shared/views";

export type Room = Pick<MyRoomView, "kind" | "role" | "posting" | "archivedAt" | "memberCount">;
export type Me = Pick<AccountView, "id" | "role">;

/** True if a reader may do something to a message now. */
export const mayAct = (operation: MessageOperation, message: MessageView, room: Room, me: Me): boolean =>
  mayActOn(operation, stateOf(message), {
    room,
    asker: { roomRole: room.role, workspaceRole: me.role },
    userId: me.id,
  });

export const stateOf = ({ sender, kind, deletedAt, forwardedFrom, poll }: MessageView): MessageState => ({
  senderId: sender.id,
  kind,
  isDeleted: deletedAt !== null,
  isForwarded: forwardedFrom !== null,
  hasVotes: (poll?.voters ?? 0) > 0,
});
