"use client";

import { useState } from "react";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { useMayAct } from "@/lib/client/actions/use-may-act";
import { call } from "@/lib/client/connection/call";
import type { MessageView } from "@/lib/shared/views";

/**
 * Removes cards of a message for everybody. A card disappears at once, and comes back if the server refuses. `remove` is
 * null for readers who may not.
 */
export function useRemoveCard(message: MessageView) {
  const acts = useMessageActions();
  const mayRemove = useMayAct("remove card", message);
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
