import { LIMITS } from "@/lib/shared/limits";
import type { MessagePage } from "@/lib/shared/views";
import type { Direction, Feed, FeedAction } from "./feed";
import { getJson } from "./rest";
import type { Store } from "./store";

export type FeedStore = Store<Feed, FeedAction>;

const PAGE = LIMITS.pageSize.default;
const AGAIN_MS = 3_000;

/** One more page of history at one end of the window. */
export async function loadPage(roomId: string, feed: FeedStore, direction: Direction): Promise<void> {
  const { loading, behind, hasOlder, hasNewer, messages } = feed.get();
  const edge = direction === "older" ? messages[0] : messages.at(-1);
  const hasMore = direction === "older" ? hasOlder : hasNewer;
  if (loading || behind || !hasMore || !edge) return;

  feed.dispatch({ type: "page-asked", direction });
  const from = direction === "older" ? `before=${edge.seq}` : `after=${edge.seq}`;
  const page = await readMessages(roomId, from);
  feed.dispatch(page ? { type: "page-came", direction, page } : { type: "page-failed" });
}

/** The window anew, at the room's end. `rev` must have been known before the question: the page is at least that new. */
export async function reload(roomId: string, feed: FeedStore): Promise<void> {
  const rev = feed.get().heard;
  const page = await readMessages(roomId, "");
  if (page) feed.dispatch({ type: "reloaded", rev, page });
  else setTimeout(() => feed.get().behind === "reload" && void reload(roomId, feed), AGAIN_MS);
}

function readMessages(roomId: string, from: string): Promise<MessagePage | null> {
  return getJson<MessagePage>(`/api/v1/rooms/${roomId}/messages?${from}&limit=${PAGE}`);
}
