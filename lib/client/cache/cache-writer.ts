import type { Snapshot, writeCache } from "./write-cache";

/**
 * Writes a person's cache as the tab's state changes: batched, and at once when the page may be about to close. Nothing
 * on the page waits for it, so its script is loaded at the start, beside the page's own.
 */
export function createCacheWriter(userId: string, look: () => Snapshot) {
  let writer: ReturnType<typeof writeCache> | null = null;
  let isStarted = false;
  let listed: readonly string[] | null = null;

  /** A failed load is tried again when the server has listed the rooms. */
  async function load() {
    const script = await import("./write-cache").catch(() => null);
    if (!script || writer || !isStarted) return;
    writer = script.writeCache(userId, look);
    writer.start();
    if (listed) writer.keepOnly(listed);
    writer.flush();
  }

  return {
    start() {
      isStarted = true;
      if (writer) writer.start();
      else void load();
    },
    /** Schedules a write after a change. */
    touch: () => writer?.touch(),
    /** Writes at once, because the person may no longer see what was stored. */
    flush: () => writer?.flush(),
    /** Removes the rooms that the server no longer lists. */
    keepOnly(roomIds: readonly string[]) {
      listed = roomIds;
      if (writer) writer.keepOnly(roomIds);
      else if (isStarted) void load();
    },
    stop() {
      isStarted = false;
      writer?.stop();
    },
    /** Stops without a final write. */
    drop() {
      isStarted = false;
      writer?.drop();
    },
  };
}
