import type { MessagePage } from "@/lib/shared/views";
import { getAnswer, getJson, type RetryLater } from "../connection/rest";
import type { Store } from "../state/store";
import type { Direction, Feed, FeedAction } from "./feed";

export type FeedStore = Store<Feed, FeedAction>;

/** One more page of history at one end of the window. */
export async function loadPage(roomId: string, feed: FeedStore, direction: Direction): Promise<void> {
  const { loading, behind, hasOlder, hasNewer, messages } = feed.get();
  const edge = direction === "older" ? messages[0] : messages.at(-1);
  const hasMore = direction === "older" ? hasOlder : hasNewer;
  if (loading || behind || !hasMore || !edge) return;

  feed.dispatch({ type: "page-asked", direction });
  const from = direction === "older" ? `before=${edge.seq}` : `after=${edge.seq}`;
  const { requestId: ask } = feed.get();
  const page = await readMessages(roomId, from);
  feed.dispatch(page ? { type: "page-came", ask, page } : { type: "page-failed", ask });
}

/**
 * The window anew: at the room's end, or where it ended, so that whoever missed much goes on reading where they were.
 * `rev` must have been known before the question: the page is at least that new. Null when there was a page, else when
 * to ask again.
 */
export async function reloadFeed(
  roomId: string,
  feed: FeedStore,
  at: "newest" | "here",
): Promise<RetryLater | null> {
  const { requestId: ask, latestKnownRev: rev, messages } = feed.get();
  const from = at === "here" ? `around=${messages.at(-1)?.seq ?? 0}` : "";
  const answer = await getAnswer<MessagePage>(messagesPath(roomId, from));
  if (!answer?.ok) return { retryAfterMs: answer?.retryAfterMs ?? 0 };
  feed.dispatch({ type: "reloaded", ask, rev, page: answer.data });
  return null;
}

/** The window anew, around a message. False where that is not to be read; null when nobody answered. */
export async function reloadAround(roomId: string, feed: FeedStore, seq: number): Promise<boolean | null> {
  const isThere = ({ items }: MessagePage) => items.some((message) => message.seq === seq);
  const page = await readElsewhere(roomId, feed, `around=${seq}`, isThere);
  return page && isThere(page);
}

/** The window anew, around the first message since a time. Its `seq`, or null when nobody answered. */
export async function reloadAt(roomId: string, feed: FeedStore, time: string): Promise<number | null> {
  const page = await readElsewhere(roomId, feed, `at=${time}`, ({ items }) => items.length > 0);
  const first = page?.items.find(({ createdAt }) => createdAt >= time) ?? page?.items.at(-1);
  return first?.seq ?? null;
}

/** The page at another place, which becomes the window where it is `wanted`. Null when nobody answered. */
async function readElsewhere(
  roomId: string,
  feed: FeedStore,
  from: string,
  wanted: (page: MessagePage) => boolean,
): Promise<MessagePage | null> {
  feed.dispatch({ type: "elsewhere-asked" });
  const { requestId: ask, latestKnownRev: rev } = feed.get();
  const page = await readMessages(roomId, from);
  feed.dispatch(page && wanted(page) ? { type: "reloaded", ask, rev, page } : { type: "page-failed", ask });
  return page;
}

function readMessages(roomId: string, from: string): Promise<MessagePage | null> {
  return getJson<MessagePage>(messagesPath(roomId, from));
}

const messagesPath = (roomId: string, from: string) => `/api/v1/rooms/${roomId}/messages?${from}`;
