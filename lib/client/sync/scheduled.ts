import type { ScheduledView } from "@/lib/shared/views";
import { call } from "../connection/call";
import { createStore } from "../state/store";

/** My scheduled messages by time; null until they were asked for. */
type Scheduled = readonly ScheduledView[] | null;

/** A scheduled message that was created or changed; null after it was sent or deleted. */
export type ScheduledChange = { id: string; scheduled: ScheduledView | null };

function reduce(known: Scheduled, action: readonly ScheduledView[] | ScheduledChange): Scheduled {
  if (!("id" in action)) return action as readonly ScheduledView[];
  if (known === null) return known;
  const others = known.filter(({ id }) => id !== action.id);
  if (action.scheduled) others.push(action.scheduled);
  return others.sort((a, b) => a.sendAt.localeCompare(b.sendAt));
}

/** My scheduled messages, of which a person has a hundred at most: they fit a page. They are read when something shows them. */
export function createScheduled() {
  const store = createStore(reduce, null as Scheduled);
  let isWanted = false;

  async function read() {
    const page = await call("GET /me/scheduled", { limit: 200 });
    if (page.ok) store.dispatch(page.data.items);
    else if (store.get() === null) isWanted = false;
  }

  return {
    store,
    /** Applies a `scheduled` frame: another device's change, or this one's own. */
    apply: (change: ScheduledChange) => store.dispatch(change),
    /** Reads them, once. */
    load() {
      if (isWanted) return;
      isWanted = true;
      void read();
    },
    /** Reads them again after a gap in the connection. */
    refresh() {
      if (isWanted) void read();
    },
  };
}
