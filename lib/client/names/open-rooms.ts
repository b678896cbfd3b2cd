import { roomKey } from "@/lib/shared/fold";
import type { MyRoomView, Page } from "@/lib/shared/views";
import { createStore } from "../state/store";

type OpenRooms = Readonly<Record<string, MyRoomView>>;

/** The lifetime of the list, in milliseconds. */
const KEPT_MS = 5 * 60_000;

/** The rooms I could join, by name. Fetched as one list when a message names a room that is not mine. */
export function createOpenRooms(read: () => Promise<Page<MyRoomView> | null>, now = Date.now) {
  const store = createStore((_: OpenRooms, next: OpenRooms) => next, {} as OpenRooms);
  let readAt = Number.NEGATIVE_INFINITY;

  return {
    store,
    async load() {
      if (now() - readAt < KEPT_MS) return;
      readAt = now();
      const page = await read();
      if (page)
        store.dispatch(Object.fromEntries(page.items.map((room) => [roomKey(room.name ?? ""), room])));
    },
  };
}
