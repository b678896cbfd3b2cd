import type { ServerFrames } from "@/lib/shared/live";
import type { ReminderHead } from "@/lib/shared/views";
import { call } from "../connection/call";
import { createStore } from "../state/store";

/** My reminders in short, by id. */
type Heads = Readonly<Record<string, ReminderHead>>;

/** True if I will be reminded of a message. */
export const isReminding = (heads: Heads, { roomId, seq }: { roomId: string; seq: number }): boolean =>
  Object.values(heads).some(
    (head) => head.seq === seq && head.roomId === roomId && head.state === "upcoming",
  );

/** My reminders in short, for marks and notes, and a counter of changes for lists. */
export function createReminders() {
  const store = createStore((_: Heads, next: Heads) => next, {} as Heads);
  const changes = createStore((count: number, by: number) => count + by, 0);
  let isAsked = false;

  async function read() {
    isAsked = true;
    const answer = await call("GET /me/reminders/heads", {});
    if (answer.ok) store.dispatch(Object.fromEntries(answer.data.items.map((head) => [head.id, head])));
    isAsked = answer.ok;
  }

  return {
    store,
    changes,
    /** Fetches them, once. */
    load() {
      if (!isAsked) void read();
    },
    /** Applies a `reminder` frame: a change on any device, or a note that was written. */
    onReminder(head: Omit<ServerFrames["reminder"], "userRev">) {
      const { [head.id]: _before, ...others } = store.get();
      store.dispatch(head.state === "deleted" ? others : { ...others, [head.id]: head as ReminderHead });
      changes.dispatch(1);
    },
    /** Fetches them again after a gap in the connection. */
    refresh() {
      if (isAsked) void read();
      changes.dispatch(1);
    },
  };
}
