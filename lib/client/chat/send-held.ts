import { messageFrame } from "../outbox/pending";
import type { Chat } from "./chat";

/**
 * Sends what waits to be taken back in requests that outlive the page (64 KiB at most). A message whose files are not up, or that does
 * not arrive, is in the store and goes with the next visit; one that arrives twice is one by its `clientId`.
 */
export function sendHeld({ outbox, uploads, call }: Pick<Chat, "outbox" | "uploads" | "call">): void {
  for (const { order, refusal, ...message } of outbox.held()) {
    const ids = uploads.idsOf(message);
    if (!Array.isArray(ids)) continue;
    void call("message", messageFrame(message, ids), { keepalive: true });
  }
}

/** Does that when the page or the chat ends. */
export function sendHeldAtEnd(chat: Chat): void {
  if (chat.onEnd) return;
  const send = () => sendHeld(chat);
  window.addEventListener("pagehide", send);
  chat.onEnd = () => {
    chat.onEnd = null;
    window.removeEventListener("pagehide", send);
    send();
  };
}
