import { rootOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import type { Feed } from "../timeline/feed";
import { type CachedFeed, type CachedStart, openCache } from "./cache";

/** The state of this tab to store. `start` is missing until the server has answered. */
export type Snapshot = {
  start: CachedStart | null;
  rooms: Readonly<Record<string, MyRoomView>>;
  /** Of rooms and threads. Only those of rooms are stored. */
  feeds: ReadonlyMap<TimelineKey, Feed>;
};

/**
 * A busy room changes many times a second, so writes are gathered. A change lost in this window is fetched again by
 * `rev`.
 */
const GATHER_MS = 3_000;
const MESSAGES = 200;

/** The writer itself; see `createCacheWriter`. */
export function writeCache(userId: string, look: () => Snapshot) {
  const cache = openCache(userId);
  const written: Written = { rooms: new Map(), feeds: new Map() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leaving: AbortController | null = null;

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    const { start, ...now } = look();
    if (leaving && start) void cache.write({ start, ...takeChanges(now, written) });
  }

  function flushGathered() {
    if (timer !== undefined) flush();
  }

  return {
    start() {
      leaving = new AbortController();
      const { signal } = leaving;
      document.addEventListener("visibilitychange", flushGathered, { signal });
      window.addEventListener("pagehide", flushGathered, { signal });
    },
    /** Schedules a write after a change. */
    touch() {
      if (leaving) timer ??= setTimeout(flush, GATHER_MS);
    },
    /** Writes at once, because the person may no longer see what was stored. */
    flush,
    /** Removes the rooms that the server no longer lists. */
    keepOnly: (roomIds: readonly string[]) => void cache.keepOnly(new Set(roomIds)),
    stop() {
      flushGathered();
      this.drop();
    },
    /** Stops without a final write. */
    drop() {
      clearTimeout(timer);
      timer = undefined;
      leaving?.abort();
      leaving = null;
      cache.close();
    },
  };
}

type Written = { rooms: Map<string, MyRoomView>; feeds: Map<string, readonly MessageView[]> };

/** The objects that are not identical to those of the last write. */
function takeChanges(now: Pick<Snapshot, "rooms" | "feeds">, { rooms, feeds }: Written) {
  const gone = [...rooms.keys()].filter((roomId) => !(roomId in now.rooms));
  for (const roomId of gone) rooms.delete(roomId);
  const moved = Object.values(now.rooms).filter((room) => rooms.get(room.id) !== room);
  for (const room of moved) rooms.set(room.id, room);
  const read = [...now.feeds].filter(
    ([key, feed]) => !rootOf(key) && isWhole(feed) && feeds.get(key) !== feed.messages,
  );
  for (const [roomId, feed] of read) feeds.set(roomId, feed.messages);
  return { gone, rooms: moved, feeds: read.map(asCached) };
}

/** A window that does not reach the end of the room would start the next visit at an arbitrary place. */
const isWhole = (feed: Feed) => !feed.hasNewer && feed.behind === null && feed.messages.length > 0;

function asCached([roomId, { rev, messages, hasOlder }]: [string, Feed]): CachedFeed {
  const newest = messages.slice(-MESSAGES);
  return {
    roomId,
    rev,
    messages: newest,
    hasOlder: hasOlder || newest.length < messages.length,
    usedAt: Date.now(),
  };
}
