import { type Me, type Room, stateOf } from "@/lib/client/actions/may-act-on-message";
import { type MessageOperation, mayActOn } from "@/lib/shared/messages/message-permissions";
import type { MessageView } from "@/lib/shared/views";

/** Returns whether a reader may vote in the poll of a message, or close it, while it is open. */
export const pollRights = (message: MessageView, room: Room, me: Me) => {
  const asker = { roomRole: room.role, workspaceRole: me.role };
  return (operation: Extract<MessageOperation, "vote" | "close poll">): boolean =>
    mayActOn(operation, stateOf(message), { room, asker, userId: me.id });
};
