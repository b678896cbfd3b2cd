import type { Outcome } from "@/lib/shared/errors";
import type { MyRoomView, PresenceView } from "@/lib/shared/views";
import type { Store } from "../state/store";
import type { PresenceAction, Presences } from "./presence";

type PresenceReaderDeps = {
  store: Store<Presences, PresenceAction>;
  rooms: () => Readonly<Record<string, MyRoomView>>;
  /** Reads the presence of people in my conversations. */
  read: () => Promise<Outcome<{ items: readonly PresenceView[] }>>;
};

/** Milliseconds. Rooms that appear together are fetched together. */
const GATHER_MS = 30;

/**
 * Fetches the presence of people in my conversations. The server pushes only changes, so somebody new, in a fresh
 * conversation or added to a group, has to be asked for.
 */
export function createPresenceReader({ store, rooms, read }: PresenceReaderDeps) {
  let looked: Readonly<Record<string, MyRoomView>> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const peopleOf = () => Object.values(rooms()).flatMap(({ people }) => people.map(({ id }) => id));

  async function readAll() {
    clearTimeout(timer);
    timer = undefined;
    looked = rooms();
    const among = [...new Set(peopleOf())];
    const answer = await read();
    if (answer.ok) store.dispatch({ type: "read", among, items: answer.data.items });
  }

  /** Returns whether a new or changed room has people whose presence is unknown. */
  function hasStranger(): boolean {
    const known = store.get();
    const before = looked ?? {};
    return Object.values(rooms()).some(
      ({ id, people }) => before[id]?.people !== people && people.some((one) => !(one.id in known)),
    );
  }

  return {
    /** Fetches everyone again on a new connection, because changes may have been missed. */
    readAll,
    /** Fetches unknown people after my rooms changed, while connected. */
    onRoomsChanged() {
      if (looked === null || looked === rooms() || timer !== undefined) return;
      if (hasStranger()) timer = setTimeout(() => void readAll(), GATHER_MS);
      else looked = rooms();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
