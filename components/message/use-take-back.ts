"use client";

import { useAsk } from "@/components/sidebar/dialogs/use-ask";
import { useChat } from "@/lib/client/chat/chat-context";
import { lineOf, type OutgoingMessage, type Pending } from "@/lib/client/outbox/pending";

/**
 * Returns a function that takes a message back which was not sent: a poll into its form, any other into the composer, with
 * its files.
 *
 * @param onEdit puts a message into the composer
 */
export function useTakeBack(onEdit: (message: OutgoingMessage) => void): (pending: Pending) => void {
  const { uploads, outbox } = useChat();
  const ask = useAsk();

  return (pending) => {
    const { clientId, text, poll, alsoInRoom } = pending;
    if (poll) ask({ kind: "poll", timeline: lineOf(pending), question: text, given: poll, alsoInRoom });
    else onEdit(pending);
    uploads.giveBack(clientId);
    outbox.discard(clientId);
  };
}
