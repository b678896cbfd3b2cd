import { messagesPath } from "../connection/paths";
import { sendJson } from "../connection/rest";
import { messageFrame } from "../outbox/pending";
import type { Chat } from "./chat";

/**
 * Sends what waits to be taken back in requests that outlive the page (64 KiB at most). A message whose files are not up, or that does
 * not arrive, is in the store and goes with the next visit; one that arrives twice is one by its `clientId`.
 */
export function sendHeld({ outbox, uploads }: Pick<Chat, "outbox" | "uploads">): void {
  for (const { order, refusal, ...message } of outbox.held()) {
    const ids = uploads.idsOf(message);
    if (!Array.isArray(ids)) continue;
    const body = messageFrame(message, ids);
    void sendJson("POST", messagesPath(message.roomId), { body, isLeaving: true });
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
