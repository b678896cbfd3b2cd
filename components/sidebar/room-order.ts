import type { MyRoomView } from "@/lib/shared/views";

/**
 * The next (1) or previous (-1) matching room in the sidebar's order, wrapping around; null if there is no other. From
 * outside the list, the search starts at the nearer end.
 */
export function roomBeside(
  rooms: readonly MyRoomView[],
  here: string | null,
  step: -1 | 1,
  isWanted: (room: MyRoomView) => boolean = () => true,
): MyRoomView | null {
  const at = rooms.findIndex(({ id }) => id === here);
  const from = at < 0 && step < 0 ? rooms.length : at;
  for (let count = 1; count <= rooms.length; count++) {
    const room = rooms[(from + step * count + rooms.length * 2) % rooms.length];
    if (room && room.id !== here && isWanted(room)) return room;
  }
  return null;
}
