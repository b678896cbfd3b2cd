import type { Outcome } from "@/lib/shared/errors";
import { roomKey } from "@/lib/shared/text/fold";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { createStore } from "../state/store";

type OpenRooms = Readonly<Record<string, MyRoomView>>;

/** The lifetime of the list, in milliseconds. */
const KEPT_MS = 5 * 60_000;

/** The rooms I could join, by name. Fetched as one list when a message names a room that is not mine. */
export function createOpenRooms(read: () => Promise<Outcome<Page<MyRoomView>>>, now = Date.now) {
  const store = createStore((_: OpenRooms, next: OpenRooms) => next, {} as OpenRooms);
  let readAt = Number.NEGATIVE_INFINITY;

  /** Rooms that closed while a list was on its way, which may still have them. */
  const closedMeanwhile = new Set<string>();
  const keep = (rooms: readonly MyRoomView[]) =>
    store.dispatch(Object.fromEntries(rooms.map((room) => [roomKey(room.name ?? ""), room])));

  async function load() {
    if (now() - readAt < KEPT_MS) return;
    readAt = now();
    closedMeanwhile.clear();
    const page = await read();
    if (page.ok) keep(page.data.items.filter(({ id }) => !closedMeanwhile.has(id)));
  }

  return {
    store,
    load,
    /** A room is not listed any more. */
    drop(roomId: string) {
      closedMeanwhile.add(roomId);
      const rooms = Object.values(store.get());
      if (rooms.some(({ id }) => id === roomId)) keep(rooms.filter(({ id }) => id !== roomId));
    },
    /** Reads the list again, if it was read: after a lost connection, which may have lost what closed. */
    refresh() {
      if (readAt === Number.NEGATIVE_INFINITY) return;
      readAt = Number.NEGATIVE_INFINITY;
      void load();
    },
  };
}
