import type { Chat } from "./chat";

/**
 * Makes something once for each chat, when it is first asked for. Its script is loaded by what shows it, so that a visit
 * which does not show it pays nothing.
 */
export function perChat<Made extends object>(make: (chat: Chat) => Made): (chat: Chat) => Made {
  const made = new WeakMap<Chat, Made>();
  return (chat) => {
    const known = made.get(chat) ?? make(chat);
    made.set(chat, known);
    return known;
  };
}
