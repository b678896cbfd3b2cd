import { roomKey } from "@/lib/shared/text/fold";
import type { MyRoomView } from "@/lib/shared/views";

type Rooms = Readonly<Record<string, MyRoomView>>;

const byKey = new WeakMap<Rooms, Map<string, MyRoomView>>();

/** Finds a room by name. The rooms are indexed once, however many names are looked up. */
export function roomNamed(rooms: Rooms, name: string): MyRoomView | undefined {
  const known =
    byKey.get(rooms) ?? new Map(Object.values(rooms).map((room) => [roomKey(room.name ?? ""), room]));
  byKey.set(rooms, known);
  return known.get(roomKey(name));
}
