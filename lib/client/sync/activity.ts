import type { ActivityHead } from "@/lib/shared/views";
import { call } from "../connection/call";
import { createStore } from "../state/store";

/** My unread lines in short, the latest first; null until they were read. */
type Heads = readonly ActivityHead[] | null;

function reduce(known: Heads, action: readonly ActivityHead[] | ActivityHead): Heads {
  if (!("id" in action)) return action as readonly ActivityHead[];
  return known && [action, ...known.filter(({ id }) => id !== action.id)];
}

/** My unread Activity, and a counter of changes for its list. Both are read when something shows them. */
export function createActivity() {
  const store = createStore(reduce, null as Heads);
  const changes = createStore((count: number, by: number) => count + by, 0);
  let isWanted = false;
  /** Marks of this page whose frame has not come yet: the list shows them already. */
  let ownMarks = 0;

  async function read() {
    const answer = await call("GET /me/activity/unread", {});
    if (answer.ok) store.dispatch(answer.data.items);
    else if (store.get() === null) isWanted = false;
  }

  return {
    store,
    changes,
    /** Reads them, once. */
    load() {
      if (isWanted) return;
      isWanted = true;
      void read();
    },
    /** Applies an `activity` frame: a new line, or null after marks and gaps in the connection. */
    apply(item: ActivityHead | null) {
      if (item) store.dispatch(item);
      else if (isWanted) void read();
      if (item || ownMarks === 0) changes.dispatch(1);
      else ownMarks--;
    },
    /** A message was deleted or edited, which can take a line away. */
    onMessageChanged(id: string) {
      if (isWanted && store.get()?.some((head) => head.id === id)) void read();
    },
    /** Marks one line as read. */
    async markRead(id: string) {
      ownMarks++;
      const answer = await call("PUT /me/activity/read", { ids: [id] });
      if (!answer.ok) ownMarks--;
    },
    /** Marks all lines as read. Resolves to the mark; null if that failed. */
    async markAllRead(): Promise<string | null> {
      const answer = await call("PUT /me/activity/read", {});
      return answer.ok ? answer.data.readAt : null;
    },
    /** Takes a mark back. Resolves to false if that failed. */
    async markUnread(readAt: string): Promise<boolean> {
      return (await call("PUT /me/activity/unread", { readAt })).ok;
    },
  };
}
