import type { MyRoomView, PresenceView } from "@/lib/shared/views";
import type { Store } from "../state/store";
import type { PresenceAction, Presences } from "./presence";

type PresenceReaderDeps = {
  store: Store<Presences, PresenceAction>;
  rooms: () => Readonly<Record<string, MyRoomView>>;
  /** Who of the people in my conversations is there; null where nobody answered. */
  read: () => Promise<readonly PresenceView[] | null>;
};

/** Milliseconds. Rooms that come together are asked about together. */
const GATHER_MS = 30;

/**
 * Learns who of the people in my conversations is there. The server tells of changes alone: of somebody new, in a
 * conversation that has just begun or in a group that they were added to, it has to be asked.
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
    const items = await read();
    if (items) store.dispatch({ type: "read", among, items });
  }

  /** Only rooms that are new, or in which somebody came or went, have other people than before. */
  function hasStranger(): boolean {
    const known = store.get();
    const before = looked ?? {};
    return Object.values(rooms()).some(
      ({ id, people }) => before[id]?.people !== people && people.some((one) => !(one.id in known)),
    );
  }

  return {
    /** A connection begins: what was known may have changed meanwhile. */
    readAll,
    /** Rooms have changed, while there is a connection. */
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
