import { v7 as uuid } from "uuid";
import { db } from "@/lib/platform/database/db";

/** Leaves a room one bookmark, without the operations, and returns its id. A room that is gone gets none. */
export async function onlyBookmark(roomId: string): Promise<string> {
  const id = uuid();
  await db().$executeRaw`DELETE FROM room_bookmark WHERE room_id = ${roomId}::uuid`;
  await db().$executeRaw`
    INSERT INTO room_bookmark (id, room_id, title, url, place)
    SELECT ${id}::uuid, r.id, 'Board', 'https://example.com/board', 1 FROM room r WHERE r.id = ${roomId}::uuid`;
  return id;
}
