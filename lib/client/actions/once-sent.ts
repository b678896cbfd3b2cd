import type { MessageView } from "@/lib/shared/views";
import type { FeedStore } from "../timeline/feed-pages";

/**
 * Calls `act` with a message once the server has it and it stands in the feed. Stops waiting if the message is refused
 * or discarded. Returns a function that stops waiting.
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
