"use client";

import { useState } from "react";
import { mayRemoveCards } from "@/lib/client/actions/may-act-on-message";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { useStore } from "@/lib/client/state/use-store";
import type { MessageView } from "@/lib/shared/views";

/**
 * Removes cards of a message for everybody. A card disappears at once, and comes back if the server refuses. `remove` is
 * null for readers who may not.
 */
export function useRemoveCard(message: MessageView) {
  const acts = useMessageActions();
  const { account, workspace } = useChat();
  const mayRemove = useStore(workspace, ({ rooms }) => {
    const room = rooms[message.roomId];
    return room !== undefined && mayRemoveCards(message, room, account);
  });
  const [removing, setRemoving] = useState<readonly string[]>([]);

  async function remove(index: number, url: string) {
    setRemoving((before) => [...before, url]);
    acts.focusMessage(message.seq);
    const input = { message: message.id, card: `${index}`, url };
    const outcome = await call("DELETE /messages/{message}/cards/{card}", input);
    if (outcome.ok || outcome.error?.code === "not_found") return;
    setRemoving((before) => before.filter((one) => one !== url));
    acts.sayFailure(outcome);
  }
  return { removing, remove: mayRemove ? remove : null };
}
