import { BROWSER_LIMITS } from "@/lib/shared/browser-limits";
import type { MessagesFrame, WireMessage } from "@/lib/shared/live";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import { isInTimeline, narrowFrame, roomOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessagePage, RoomHeads, SyncView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { createStore } from "../state/store";
import { type Feed, type FeedAction, isWaiting, reduceFeed, startFeed } from "../timeline/feed";
import { type FeedStore, reloadFeed } from "../timeline/feed-pages";

/** The number of rooms and threads whose feeds stay live, so that returning to them is instant. */
const MAX_FEEDS = 8;
/** A room off screen keeps enough messages to fill a screen, so that opening it costs no more than drawing that. */
const UNSEEN = { most: 60, kept: 30 };

/** The position of a feed when the server was asked. */
type FeedPosition = { rev: number; latestKnownRev: number };

/**
 * The feeds of opened rooms and threads, the latest last. The frames of a room go to all of its feeds; each takes the
 * messages of its line.
 */
export class RoomFeeds {
  readonly #feeds = new Map<TimelineKey, FeedStore>();
  readonly #shown = new Set<TimelineKey>();
  readonly #onReloaded: () => void;
  /** Called with each page before its messages are shown. */
  onPage: (page: MessagePage) => void = () => {};

  constructor(onReloaded: () => void) {
    this.#onReloaded = onReloaded;
  }

  get(key: TimelineKey): FeedStore | undefined {
    return this.#feeds.get(key);
  }

  /** The feeds of a room: of its own line and of its threads. */
  of(roomId: string): [TimelineKey, FeedStore][] {
    return [...this.#feeds].filter(([key]) => roomOf(key) === roomId);
  }

  /** Opens the feed of a line, or updates it with the page that the server rendered. */
  open(key: TimelineKey, rev: number, page: MessagePage, hasReplies = false): FeedStore {
    const known = this.#feeds.get(key);
    const feed =
      known?.get().hasReplies === hasReplies
        ? known
        : createStore(this.#reduce, startFeed(rev, page, [], hasReplies));
    this.#feeds.delete(key);
    this.#feeds.set(key, feed);
    feed.dispatch({ type: "entered", rev, page });
    this.#forgetOldest();
    return feed;
  }

  readonly #reduce = (feed: Feed, action: FeedAction): Feed => {
    if ("page" in action) this.onPage(action.page);
    return reduceFeed(feed, action);
  };

  #forgetOldest() {
    for (const [key, feed] of this.#feeds) {
      if (this.#feeds.size <= MAX_FEEDS) return;
      if (feed.get().pending.length === 0 && !this.#shown.has(key)) this.#feeds.delete(key);
    }
  }

  /** Closes the feeds of a room. */
  close(roomId: string) {
    for (const [key] of this.of(roomId)) this.#feeds.delete(key);
  }

  /** The line is on the screen. */
  show(key: TimelineKey) {
    this.#shown.add(key);
  }

  /** The line left the screen. Its window returns to the end, where the next visit starts. */
  leave(key: TimelineKey) {
    this.#shown.delete(key);
    const feed = this.#feeds.get(key);
    if (feed?.get().hasNewer) this.jumpToNewest(key);
    else feed?.dispatch({ type: "trimmed", end: "older", keep: UNSEEN.kept });
  }

  onMessages(frame: MessagesFrame) {
    for (const [key, feed] of this.of(frame.roomId)) {
      feed.dispatch({ type: "frame", frame: narrowFrame(key, frame, feed.get().hasReplies) });
      this.#move(key, feed, frame.items);
      if (!this.#shown.has(key) && feed.get().messages.length > UNSEEN.most)
        feed.dispatch({ type: "trimmed", end: "older", keep: UNSEEN.kept });
    }
  }

  /** Applies moves of messages into a thread, or back to the room. */
  #move(key: TimelineKey, feed: FeedStore, items: readonly WireMessage[]) {
    const last = feed.get().messages.at(-1)?.seq ?? 0;
    const old = items.filter(({ seq }) => seq <= last);
    if (old.length === 0) return;
    const isHere = (item: WireMessage) => isInTimeline(key, item, feed.get().hasReplies);
    const out = old.flatMap((item) => (isHere(item) ? [] : item.seq));
    feed.dispatch({ type: "moved", out, into: old.filter(isHere).map(wholeMessage) });
  }

  /**
   * Compares the feeds with the heads of a new connection. A visible room that missed more than `sync` carries is
   * reloaded at once.
   */
  onReady(heads: RoomHeads) {
    for (const [key, feed] of this.#feeds) {
      const rev = heads[roomOf(key)]?.rev ?? 0;
      feed.dispatch({ type: "heard", rev });
      feed.dispatch({ type: "waited" });
      const { behind, rev: known } = feed.get();
      if (!this.#shown.has(key) || behind === "reload" || rev - known <= BROWSER_LIMITS.syncItemsPerRoom)
        continue;
      feed.dispatch({ type: "reload-wanted" });
      void this.#readAnew(key, feed, "here");
    }
  }

  /** Applies a revision of a room that is known to exist. */
  onHead(roomId: string, rev: number) {
    for (const [, feed] of this.of(roomId)) feed.dispatch({ type: "heard", rev });
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

  all(): Map<TimelineKey, Feed> {
    return new Map([...this.#feeds].map(([key, feed]) => [key, feed.get()]));
  }

  onSync(answer: SyncView) {
    for (const { room, ...page } of answer.rooms) {
      this.onHead(room.id, page.rev);
      this.hide(room.id, room.firstVisibleSeq);
      for (const [key, feed] of this.of(room.id)) {
        const isReading = feed.get().behind === "reload";
        feed.dispatch({ type: "synced", ...narrowFrame(key, page, feed.get().hasReplies) });
        this.#move(key, feed, page.items);
        if (feed.get().behind === "reload" && !isReading) void this.#readAnew(key, feed, "here");
      }
    }
    for (const roomId of answer.lost) this.close(roomId);
  }

  /**
   * Hides messages before a `seq` that may no longer be read. A window that contained them moves to the end of the
   * room.
   */
  hide(roomId: string, before: number) {
    for (const [key, feed] of this.of(roomId)) {
      const isReading = feed.get().behind === "reload";
      feed.dispatch({ type: "hidden", before });
      if (feed.get().behind === "reload" && !isReading) void this.#readAnew(key, feed, "newest");
    }
  }

  /** Moves the window to the newest messages. */
  jumpToNewest(key: TimelineKey) {
    const feed = this.#feeds.get(key);
    feed?.dispatch({ type: "reload-wanted" });
    if (feed) void this.#readAnew(key, feed, "newest");
  }

  /** Retries until it works or the feed is closed. */
  async #readAnew(key: TimelineKey, feed: FeedStore, at: "newest" | "here"): Promise<void> {
    for (let tries = 0; this.#feeds.get(key) === feed && feed.get().behind === "reload"; tries++) {
      const again = await reloadFeed(key, feed, at);
      if (!again) this.#onReloaded();
      else await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.window, tries, again)));
    }
  }

  /** All pages of a sync have arrived: feeds that it did not mention missed nothing. */
  settle(asked: ReadonlyMap<TimelineKey, FeedPosition>, told: ReadonlySet<string>) {
    for (const [key, known] of asked) {
      if (!told.has(roomOf(key))) this.#feeds.get(key)?.dispatch({ type: "unmoved", asked: known });
    }
  }
}
