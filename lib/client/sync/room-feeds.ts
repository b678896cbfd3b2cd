import { LIMITS } from "@/lib/shared/limits";
import type { MessagesFrame } from "@/lib/shared/live";
import type { MessagePage, RoomHeads, SyncView } from "@/lib/shared/views";
import { BACKOFF, backoffMs } from "../connection/backoff";
import { createStore } from "../state/store";
import { type Feed, isWaiting, reduceFeed, startFeed } from "../timeline/feed";
import { type FeedStore, reloadFeed } from "../timeline/feed-pages";

/** Feeds of rooms that were visited before stay live, so that going back shows them at once; this many. */
const MAX_FEEDS = 8;
/** A room that nobody looks at keeps what fills a screen: going there must not cost more than drawing that. */
const UNSEEN = { most: 60, kept: 30 };

/** What a feed knew when the server was asked. */
type FeedPosition = { rev: number; latestKnownRev: number };

/** The feeds of the rooms that this tab has opened, the newest last. */
export class RoomFeeds {
  readonly #feeds = new Map<string, FeedStore>();
  readonly #shown = new Set<string>();
  readonly #onReloaded: () => void;

  constructor(onReloaded: () => void) {
    this.#onReloaded = onReloaded;
  }

  get(roomId: string): FeedStore | undefined {
    return this.#feeds.get(roomId);
  }

  /** The live messages of a room, begun or brought forward by what the server rendered. */
  open(roomId: string, rev: number, page: MessagePage): FeedStore {
    const feed = this.#feeds.get(roomId) ?? createStore(reduceFeed, startFeed(rev, page));
    this.#feeds.delete(roomId);
    this.#feeds.set(roomId, feed);
    feed.dispatch({ type: "entered", rev, page });
    this.#forgetOldest();
    return feed;
  }

  #forgetOldest() {
    for (const [roomId, feed] of this.#feeds) {
      if (this.#feeds.size <= MAX_FEEDS) return;
      if (feed.get().pending.length === 0) this.#feeds.delete(roomId);
    }
  }

  close(roomId: string) {
    this.#feeds.delete(roomId);
  }

  /** A room is on the screen from now on. */
  show(roomId: string) {
    this.#shown.add(roomId);
  }

  /** A room has left the screen: its window goes back to the room's end, where one will come in again. */
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
   * The heads of a new connection: whoever is behind them missed something while nobody listened. Where that is more than
   * `sync` tells, a room that somebody looks at is read anew at once.
   */
  onReady(heads: RoomHeads) {
    for (const [roomId, feed] of this.#feeds) {
      const rev = heads[roomId]?.rev ?? 0;
      feed.dispatch({ type: "heard", rev });
      feed.dispatch({ type: "waited" });
      const { behind, rev: known } = feed.get();
      if (!this.#shown.has(roomId) || behind === "reload" || rev - known <= LIMITS.syncItemsPerRoom) continue;
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

  /** What is before a message is not to be read any more; a window that was among it goes to the room's end. */
  hide(roomId: string, before: number) {
    const feed = this.#feeds.get(roomId);
    const isReading = feed?.get().behind === "reload";
    feed?.dispatch({ type: "hidden", before });
    if (feed?.get().behind === "reload" && !isReading) void this.#readAnew(roomId, feed, "newest");
  }

  /** Leaves the window for the room's newest messages. */
  jumpToNewest(roomId: string) {
    const feed = this.#feeds.get(roomId);
    feed?.dispatch({ type: "reload-wanted" });
    if (feed) void this.#readAnew(roomId, feed, "newest");
  }

  /** Until it works, as long as anybody has the room. */
  async #readAnew(roomId: string, feed: FeedStore, at: "newest" | "here"): Promise<void> {
    for (let tries = 0; this.#feeds.get(roomId) === feed && feed.get().behind === "reload"; tries++) {
      const again = await reloadFeed(roomId, feed, at);
      if (!again) this.#onReloaded();
      else await new Promise((resolve) => setTimeout(resolve, backoffMs(BACKOFF.window, tries, again)));
    }
  }

  /** Every page of an answer is here: the feeds that it did not mention have missed nothing. */
  settle(asked: ReadonlyMap<string, FeedPosition>, told: ReadonlySet<string>) {
    for (const [roomId, known] of asked) {
      if (!told.has(roomId)) this.#feeds.get(roomId)?.dispatch({ type: "unmoved", asked: known });
    }
  }
}
