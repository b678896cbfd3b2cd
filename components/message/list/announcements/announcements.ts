import type { Feed } from "@/lib/client/timeline/feed";
import { isFromOthers } from "@/lib/shared/messages/unread";
import type { MessageView } from "@/lib/shared/views";

/** An announcement to screen readers: a message, or the number of several that arrived at once. */
export type Announcement =
  | { kind: "said"; key: number; name: string; text: string }
  | { kind: "many"; key: number; count: number };

/** Reading more messages than this aloud would take minutes. */
const MOST_READ = 3;

type WindowState = Pick<Feed, "messages" | "hasNewer">;

/**
 * The messages of others that arrived live between two states of a window. Messages that were only loaded are history,
 * and a window that does not reach the end of the room receives nothing.
 *
 * @param wordsOf describes a message in one line
 */
export function announcementsOf(
  before: WindowState,
  after: WindowState,
  me: string,
  wordsOf: (message: MessageView) => string,
): Announcement[] {
  const end = before.messages.at(-1)?.seq ?? 0;
  if (before.hasNewer || after.hasNewer || before.messages.length === 0) return [];
  const came = after.messages.filter((message) => message.seq > end && isFromOthers(message, me));
  const last = came.at(-1);
  if (last && came.length > MOST_READ) return [{ kind: "many", key: last.seq, count: came.length }];
  return came.map((message) => ({
    kind: "said",
    key: message.seq,
    name: message.sender.displayName,
    text: wordsOf(message),
  }));
}
