import type { Outcome } from "@/lib/shared/errors";
import type { MessageView } from "@/lib/shared/views";
import { call } from "../connection/call";
import { createStore } from "../state/store";

/** The `seq`s of messages I saved, by room. A room that was not fetched is missing. */
type SavedMarks = Readonly<Record<string, ReadonlySet<number>>>;

type SavedAction =
  | { type: "came"; roomId: string; seqs: readonly number[] }
  | { type: "moved"; roomId: string; seq: number; isSaved: boolean };

function reduce(marks: SavedMarks, action: SavedAction): SavedMarks {
  const { roomId } = action;
  if (action.type === "came") return { ...marks, [roomId]: new Set(action.seqs) };
  const known = marks[roomId];
  if (!known || known.has(action.seq) === action.isSaved) return marks;
  const seqs = new Set(known);
  if (action.isSaved) seqs.add(action.seq);
  else seqs.delete(action.seq);
  return { ...marks, [roomId]: seqs };
}

/** My saved messages: the marks of open rooms, and a counter of changes for lists. */
export function createSaved() {
  const store = createStore(reduce, {} as SavedMarks);
  const changes = createStore((count: number, by: number) => count + by, 0);
  const asked = new Set<string>();

  async function read(roomId: string) {
    const answer = await call("GET /rooms/{room}/saved", { room: roomId });
    if (answer.ok) store.dispatch({ type: "came", roomId, ...answer.data });
    else asked.delete(roomId);
  }

  function move(roomId: string, seq: number, isSaved: boolean) {
    store.dispatch({ type: "moved", roomId, seq, isSaved });
  }

  return {
    store,
    changes,
    /** Fetches the marks of a room, once. */
    load(roomId: string) {
      if (asked.has(roomId)) return;
      asked.add(roomId);
      void read(roomId);
    },
    /** Applies a `saved` frame: another device's change, or this one's own. */
    onSaved({ roomId, seq, isSaved }: { roomId: string; seq: number; isSaved: boolean }) {
      move(roomId, seq, isSaved);
      changes.dispatch(1);
    },
    /** Fetches the marks again after a gap in the connection. */
    refresh() {
      for (const roomId of asked) void read(roomId);
      changes.dispatch(1);
    },
    /** Saves a message or removes it from the saved ones; shown at once. */
    async set({ id, roomId, seq }: MessageView, isSaved: boolean): Promise<Outcome<null>> {
      move(roomId, seq, isSaved);
      const verb = isSaved ? "PUT" : "DELETE";
      const outcome = await call(`${verb} /messages/{message}/save`, { message: id });
      if (outcome.ok) changes.dispatch(1);
      else move(roomId, seq, !isSaved);
      return outcome;
    },
  };
}
