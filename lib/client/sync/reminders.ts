import type { ServerFrames } from "@/lib/shared/live";
import { REMINDERS } from "@/lib/shared/messages/reminders";
import type { ReminderHead } from "@/lib/shared/views";
import { apiPath, getJson } from "../connection/rest";
import { createStore } from "../state/store";

type Heads = Readonly<Record<string, ReminderHead>>;

type Reminders = {
  byId: Heads;
  /** Messages of which I will be reminded: the room's id and the `seq`. */
  marked: ReadonlySet<string>;
};

type RemindersAction = { type: "came"; items: readonly ReminderHead[] } | { type: "heard"; head: Heard };
type Heard = Omit<ServerFrames["reminder"], "userRev">;

const markOf = ({ roomId, seq }: { roomId: string | null; seq: number | null }) => `${roomId} ${seq}`;

function reduce({ byId }: Reminders, action: RemindersAction): Reminders {
  const next = action.type === "came" ? {} : { ...byId };
  if (action.type === "came") for (const item of action.items) next[item.id] = item;
  else if (action.head.state === "deleted") delete next[action.head.id];
  else next[action.head.id] = action.head as ReminderHead;
  return {
    byId: next,
    marked: new Set(Object.values(next).flatMap((head) => (head.state === "upcoming" ? markOf(head) : []))),
  };
}

/** My reminders in short, for marks and notes, and a counter of changes for lists. */
export function createReminders() {
  const store = createStore(reduce, { byId: {}, marked: new Set() } as Reminders);
  const changes = createStore((count: number, by: number) => count + by, 0);
  let isAsked = false;

  async function read() {
    const answer = await getJson<{ items: ReminderHead[] }>(apiPath(`${REMINDERS}/heads`));
    if (answer) store.dispatch({ type: "came", ...answer });
    else isAsked = false;
  }

  return {
    store,
    changes,
    /** Fetches them, once. */
    load() {
      if (!isAsked) void read();
      isAsked = true;
    },
    /** Applies a `reminder` frame: a change on any device, or a note that was written. */
    onReminder(head: Heard) {
      store.dispatch({ type: "heard", head });
      changes.dispatch(1);
    },
    /** Fetches them again after a gap in the connection. */
    refresh() {
      if (isAsked) void read();
      changes.dispatch(1);
    },
    /** True if I will be reminded of a message. */
    has: ({ marked }: Reminders, message: { roomId: string; seq: number }) => marked.has(markOf(message)),
  };
}
