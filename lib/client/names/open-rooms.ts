import { roomKey } from "@/lib/shared/fold";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { createStore } from "../state/store";

type OpenRooms = Readonly<Record<string, MyRoomView>>;

/** So long the list is good. */
const KEPT_MS = 5 * 60_000;

/** The rooms that I could join, by name: read in one piece when a message names a room that is none of mine. */
export function createOpenRooms(read: () => Promise<Page<MyRoomView> | null>, now = Date.now) {
  const store = createStore((_: OpenRooms, next: OpenRooms) => next, {} as OpenRooms);
  let readAt = Number.NEGATIVE_INFINITY;

  return {
    store,
    async want() {
      if (now() - readAt < KEPT_MS) return;
      readAt = now();
      const page = await read();
      if (page)
        store.dispatch(Object.fromEntries(page.items.map((room) => [roomKey(room.name ?? ""), room])));
    },
  };
}
