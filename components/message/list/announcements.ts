import type { Feed } from "@/lib/client/timeline/feed";
import { firstWords } from "@/lib/shared/markdown/plain-text";
import { isFromOthers } from "@/lib/shared/unread";

/** What a screen reader says of new messages: each, or of many at once how many. */
export type Announcement =
  | { kind: "said"; key: number; name: string; text: string }
  | { kind: "many"; key: number; count: number };

/** More than this at once would be read aloud for minutes. */
const MOST_READ = 3;

type Seen = Pick<Feed, "messages" | "hasNewer">;

/**
 * What came live between two states of a window, said by others: what was only loaded, above or below, is history, and
 * a window that does not reach the room's end hears nothing.
 */
export function announcementsOf(before: Seen, after: Seen, me: string): Announcement[] {
  const end = before.messages.at(-1)?.seq ?? 0;
  if (before.hasNewer || after.hasNewer || before.messages.length === 0) return [];
  const came = after.messages.filter((message) => message.seq > end && isFromOthers(message, me));
  const last = came.at(-1);
  if (last && came.length > MOST_READ) return [{ kind: "many", key: last.seq, count: came.length }];
  return came.map(({ seq, sender, text }) => ({
    kind: "said",
    key: seq,
    name: sender.displayName,
    text: firstWords(text),
  }));
}
