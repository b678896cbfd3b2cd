import { roomOf, rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessagePage } from "@/lib/shared/views";
import { type Address, addressOf, read } from "../connection/call";
import { type RetryLater, retryAfterMs } from "../connection/outcome";
import type { Store } from "../state/store";
import type { Direction, Feed, FeedAction } from "./feed";

export type FeedStore = Store<Feed, FeedAction>;

/** Loads one more page of history at one end of the window. */
export async function loadPage(key: TimelineKey, feed: FeedStore, direction: Direction): Promise<void> {
  const { loading, behind, hasOlder, hasNewer, messages } = feed.get();
  const edge = direction === "older" ? messages[0] : messages.at(-1);
  const hasMore = direction === "older" ? hasOlder : hasNewer;
  if (loading || behind || !hasMore || !edge) return;

  feed.dispatch({ type: "page-asked", direction });
  const from = direction === "older" ? `before=${edge.seq}` : `after=${edge.seq}`;
  const { requestId: ask } = feed.get();
  const page = await readMessages(key, from, feed.get().hasReplies);
  feed.dispatch(page ? { type: "page-came", ask, page } : { type: "page-failed", ask });
}

/**
 * Reloads the window: at the end of the room, or where it ended, so that a reader who missed much continues there.
 *
 * `rev` is read before the request: the page is at least that new. Resolves to null after success, else to when to
 * retry.
 */
export async function reloadFeed(
  key: TimelineKey,
  feed: FeedStore,
  at: "newest" | "here",
): Promise<RetryLater | null> {
  const { requestId: ask, latestKnownRev: rev, messages, hasReplies } = feed.get();
  const from = at === "here" ? `around=${messages.at(-1)?.seq ?? 0}` : "";
  const answer = await read(messagesPath(key, from, hasReplies));
  if (!answer.ok) return { retryAfterMs: retryAfterMs(answer) ?? 0 };
  feed.dispatch({ type: "reloaded", ask, rev, page: answer.data });
  return null;
}

/** Reloads the window around a message. False if the reader may not read it; null without an answer. */
export async function reloadAround(key: TimelineKey, feed: FeedStore, seq: number): Promise<boolean | null> {
  const isThere = ({ items }: MessagePage) => items.some((message) => message.seq === seq);
  const page = await readElsewhere(key, feed, `around=${seq}`, isThere);
  return page && isThere(page);
}

/** Reloads the window around the messages after `seq`. False without an answer. */
export async function reloadAfter(key: TimelineKey, feed: FeedStore, seq: number): Promise<boolean> {
  const page = await readElsewhere(key, feed, `around=${seq}`, ({ items }) => items.length > 0);
  return page !== null;
}

/** Loads another place of the history, which becomes the window if `wanted` accepts it. Null without an answer. */
export async function readElsewhere(
  key: TimelineKey,
  feed: FeedStore,
  from: string,
  wanted: (page: MessagePage) => boolean,
): Promise<MessagePage | null> {
  feed.dispatch({ type: "elsewhere-asked" });
  const { requestId: ask, latestKnownRev: rev, hasReplies } = feed.get();
  const page = await readMessages(key, from, hasReplies);
  feed.dispatch(page && wanted(page) ? { type: "reloaded", ask, rev, page } : { type: "page-failed", ask });
  return page;
}

/**
 * Reads a page of a line's messages; null without an answer.
 *
 * @param from the query of the page, such as `around=42`
 * @param hasReplies replies in threads too, in a room's own line
 */
export async function readMessages(
  key: TimelineKey,
  from: string,
  hasReplies = false,
): Promise<MessagePage | null> {
  const page = await read(messagesPath(key, from, hasReplies));
  return page.ok ? page.data : null;
}

function messagesPath(key: TimelineKey, from: string, hasReplies: boolean): Address<MessagePage> {
  const thread = rootOf(key) ?? (hasReplies && "all");
  return addressOf("GET /rooms/{room}/messages", {
    room: roomOf(key),
    ...Object.fromEntries(new URLSearchParams(from)),
    ...(thread && { thread }),
  });
}
