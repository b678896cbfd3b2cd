/** The tabs of one person in one browser. They broadcast changes, and run exclusive work one at a time. */
export type Tabs<News> = {
  /** Broadcasts to the other tabs, not to this one. */
  broadcast: (news: News) => void;
  /** Runs `act` when no other tab holds the lock of this name. The lock of a tab that dies is released. */
  withLock: (name: string, act: () => Promise<void>) => Promise<void>;
  close: () => void;
};

/**
 * Joins the tabs of the same `name`. Browsers hide Web Locks from pages on plain http; there tabs do not exclude each
 * other, and their work must be correct regardless.
 */
export function joinTabs<News>(name: string, onNews: (news: News) => void): Tabs<News> {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  const left = new AbortController();
  if (channel) channel.onmessage = ({ data }: MessageEvent<News>) => onNews(data);

  return {
    broadcast: (news) => channel?.postMessage(news),
    async withLock(task, act) {
      if (!globalThis.navigator?.locks) return act();
      // Aborted: this tab stopped while it was waiting for the lock.
      await navigator.locks.request(`${name} ${task}`, { signal: left.signal }, act).catch(() => {});
    },
    close() {
      left.abort();
      channel?.close();
    },
  };
}
