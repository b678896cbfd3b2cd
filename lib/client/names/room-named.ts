import type { MyRoomView } from "@/lib/shared/views";

/** A room's name as it is compared here; the server's own comparison knows some rare letters more. */
export const roomKey = (name: string) => name.normalize("NFKC").toLowerCase();

type Rooms = Readonly<Record<string, MyRoomView>>;

const byKey = new WeakMap<Rooms, Map<string, MyRoomView>>();

/** The room of a name among those given; they are gone through once, however many names are looked up. */
export function roomNamed(rooms: Rooms, name: string): MyRoomView | undefined {
  const known =
    byKey.get(rooms) ?? new Map(Object.values(rooms).map((room) => [roomKey(room.name ?? ""), room]));
  byKey.set(rooms, known);
  return known.get(roomKey(name));
}
