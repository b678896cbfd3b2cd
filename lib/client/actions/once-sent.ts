import type { MessageView } from "@/lib/shared/views";
import type { FeedStore } from "../timeline/feed-pages";

/**
 * Calls `act` with a message that is on its way, as soon as the server has it and it stands among the others. It is given up
 * when the message is refused or discarded. The answer ends the waiting.
 */
export function onceSent(clientId: string, feed: FeedStore, act: (sent: MessageView) => void): () => void {
  const stop = feed.subscribe(() => {
    const { messages, pending } = feed.get();
    const sent = messages.findLast((message) => message.clientId === clientId);
    const isOnItsWay = pending.some((one) => one.clientId === clientId && one.state !== "refused");
    if (!sent && isOnItsWay) return;
    stop();
    if (sent) act(sent);
  });
  return stop;
}
