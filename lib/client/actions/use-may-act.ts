"use client";

import type { MessageOperation } from "@/lib/shared/messages/message-permissions";
import type { MessageView } from "@/lib/shared/views";
import { useChat } from "../chat/chat-context";
import { useStore } from "../state/use-store";
import { mayAct } from "./may-act-on-message";

/** True if I may do something to a message now: in a room that I am in, by my rights there and by the message. */
export function useMayAct(operation: MessageOperation, message: MessageView): boolean {
  const { account, workspace } = useChat();
  return useStore(workspace, ({ rooms }) => {
    const room = rooms[message.roomId];
    return room !== undefined && mayAct(operation, message, room, account);
  });
}
