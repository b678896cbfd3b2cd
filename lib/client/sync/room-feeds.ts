import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessagesFrame } from "@/lib/shared/live";
import type { MessagePage, RoomHeads, SyncView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { createStore } from "../state/store";
import { type Feed, type FeedAction, isWaiting, reduceFeed, startFeed } from "../timeline/feed";
import { type FeedStore, reloadFeed } from "../timeline/feed-pages";

/** The number of rooms whose feeds stay live, so that returning to them is instant. */
const MAX_FEEDS = 8;
/** A room off screen keeps enough messages to fill a screen, so that opening it costs no more than drawing that. */
const UNSEEN = { most: 60, kept: 30 };

/** The position of a feed when the server was asked. */
type FeedPosition = { rev: number; latestKnownRev: number };

/** The feeds of opened rooms, the latest last. */
export class RoomFeeds {
  readonly #feeds = new Map<string, FeedStore>();
  readonly #shown = new Set<string>();
  readonly #onReloaded: () => void;
  /** Called with each page before its messages are shown. */
  onPage: (page: MessagePage) => void = () => {};

  constructor(onReloaded: () => void) {
    this.#onReloaded = onReloaded;
  }

  get(roomId: string): FeedStore | undefined {
    return this.#feeds.get(roomId);
  }

  /** Opens the feed of a room, or updates it with the page that the server rendered. */
  open(roomId: string, rev: number, page: MessagePage): FeedStore {
    const feed = this.#feeds.get(roomId) ?? createStore(this.#reduce, startFeed(rev, page));
    this.#feeds.delete(roomId);
    this.#feeds.set(roomId, feed);
    feed.dispatch({ type: "entered", rev, page });
    this.#forgetOldest();
    return feed;
  }

  readonly #reduce = (feed: Feed, action: FeedAction): Feed => {
    if ("page" in action) this.onPage(action.page);
    return reduceFeed(feed, action);
  };

  #forgetOldest() {
    for (const [roomId, feed] of this.#feeds) {
      if (this.#feeds.size <= MAX_FEEDS) return;
      if (feed.get().pending.length === 0) this.#feeds.delete(roomId);
    }
  }

  close(roomId: string) {
    this.#feeds.delete(roomId);
  }

  /** The room is on the screen. */
  show(roomId: string) {
    this.#shown.add(roomId);
  }

  /** The room left the screen. Its window returns to the end of the room, where the next visit starts. */
  leave(roomId: string) {
    this.#shown.delete(roomId);
    const feed = this.#feeds.get(roomId);
    if (feed?.get().hasNewer) this.jumpToNewest(roomId);
    else feed?.dispatch({ type: "trimmed", end: "older", keep: UNSEEN.kept });
  }

  onMessages(frame: MessagesFrame) {
    const feed = this.#feeds.get(frame.roomId);
    feed?.dispatch({ type: "frame", frame });
    if (!feed || this.#shown.has(frame.roomId) || feed.get().messages.length <= UNSEEN.most) return;
    feed.dispatch({ type: "trimmed", end: "older", keep: UNSEEN.kept });
  }

  /**
   * Compares the feeds with the heads of a new connection. A visible room that missed more than `sync` carries is
   * reloaded at once.
   */
  onReady(heads: RoomHeads) {
    for (const [roomId, feed] of this.#feeds) {
      const rev = heads[roomId]?.rev ?? 0;
      feed.dispatch({ type: "heard", rev });
      feed.dispatch({ type: "waited" });
      const { behind, rev: known } = feed.get();
      if (!this.#shown.has(roomId) || behind === "reload" || rev - known <= BROWSER_LIMITS.syncItemsPerRoom)
        continue;
      feed.dispatch({ type: "reload-wanted" });
      void this.#readAnew(roomId, feed, "here");
    }
  }

  isAnyWaiting(): boolean {
    return [...this.#feeds.values()].some((feed) => isWaiting(feed.get()));
  }

  giveUpWaiting() {
    for (const feed of this.#feeds.values()) feed.dispatch({ type: "waited" });
  }

  isAnyBehind(): boolean {
    return [...this.#feeds.values()].some((feed) => feed.get().behind === "sync");
  }

  all(): Map<string, Feed> {
    return new Map([...this.#feeds].map(([roomId, feed]) => [roomId, feed.get()]));
  }

  onSync(answer: SyncView) {
    for (const { room, ...page } of answer.rooms) {
      const feed = this.#feeds.get(room.id);
      feed?.dispatch({ type: "heard", rev: page.rev });
      this.hide(room.id, room.firstVisibleSeq);
      const isReading = feed?.get().behind === "reload";
      feed?.dispatch({ type: "synced", ...page });
      if (feed?.get().behind === "reload" && !isReading) void this.#readAnew(room.id, feed, "here");
    }
    for (const roomId of answer.lost) this.close(roomId);
  }

  /**
   * Hides messages before a `seq` that may no longer be read. A window that contained them moves to the end of the
   * room.
   */
  hide(roomId: string, before: number) {
    const feed = this.#feeds.get(roomId);
    const isReading = feed?.get().behind === "reload";
    feed?.dispatch({ type: "hidden", before });
    if (feed?.get().behind === "reload" && !isReading) void this.#readAnew(roomId, feed, "newest");
  }

  /** Moves the window to the newest messages. */
  jumpToNewest(roomId: string) {
    const feed = this.#feeds.get(roomId);
    feed?.dispatch({ type: "reload-wanted" });
    if (feed) void this.#readAnew(roomId, feed, "newest");
  }

  /** Retries until it works or the feed is closed. */
  async #readAnew(roomId: string, feed: FeedStore, at: "newest" | "here"): Promise<void> {
    for (let tries = 0; this.#feeds.get(roomId) === feed && feed.get().behind === "reload"; tries++) {
      const again = await reloadFeed(roomId, feed, at);
      if (!again) this.#onReloaded();
      else await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.window, tries, again)));
    }
  }

  /** All pages of a sync have arrived: feeds that it did not mention missed nothing. */
  settle(asked: ReadonlyMap<string, FeedPosition>, told: ReadonlySet<string>) {
    for (const [roomId, known] of asked) {
      if (!told.has(roomId)) this.#feeds.get(roomId)?.dispatch({ type: "unmoved", asked: known });
    }
  }
}
