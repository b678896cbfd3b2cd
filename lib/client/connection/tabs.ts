/** The tabs of one person in one browser: they tell each other news, and do one at a time what must not be done twice. */
export type Tabs<News> = {
  /** Tells the other tabs, never this one. */
  tell: (news: News) => void;
  /** Runs `act` when no other tab is in a thing of this name; a tab that dies in the middle lets the next one in. */
  alone: (name: string, act: () => Promise<void>) => Promise<void>;
  close: () => void;
};

/**
 * Joins the tabs that have the same `name`. Browsers keep Web Locks from pages on plain http: there the tabs do not wait
 * for each other, and what they do must be right all the same.
 */
export function joinTabs<News>(name: string, onNews: (news: News) => void): Tabs<News> {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  const left = new AbortController();
  if (channel) channel.onmessage = ({ data }: MessageEvent<News>) => onNews(data);

  return {
    tell: (news) => channel?.postMessage(news),
    async alone(task, act) {
      if (!globalThis.navigator?.locks) return act();
      // Aborted: this tab has stopped while it was waiting for its turn.
      await navigator.locks.request(`${name} ${task}`, { signal: left.signal }, act).catch(() => {});
    },
    close() {
      left.abort();
      channel?.close();
    },
  };
}
