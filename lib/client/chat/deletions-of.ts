import { createDeletions } from "../outbox/deletions";
import { perChat } from "./per-chat";

/** The deletions of a chat, made with the first one. */
export const deletionsOf = perChat((chat) => {
  const deletions = createDeletions({
    store: chat.deleting,
    remove: (messageId) => chat.call("delete", { messageId }, { keepalive: true }),
    onRefused: (refusal) => chat.refused.dispatch(refusal),
  });
  deletions.start();
  return deletions;
});
