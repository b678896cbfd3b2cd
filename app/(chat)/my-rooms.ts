import type { Actor } from "@/lib/core/actor";
import { listRooms } from "@/lib/domain/rooms/list-rooms";
import { LIMITS } from "@/lib/shared/limits";
import type { MyRoomView } from "@/lib/shared/views";

/** All rooms that somebody is in, page after page: the sidebar shows them all. */
export async function readMyRooms(actor: Actor): Promise<MyRoomView[]> {
  const rooms: MyRoomView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRooms(actor, { scope: "mine", limit: LIMITS.pageSize.max, cursor });
    rooms.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rooms;
}
