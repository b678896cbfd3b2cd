import type { Actor } from "@/lib/core/actor";
import { type Caller, readCaller } from "@/lib/core/caller";
import { forbidden, notFound } from "@/lib/core/errors";
import { type Db, db } from "@/lib/platform/db";
import type { RoomRole } from "@/lib/shared/views";
import { Prisma, type Room } from "@/prisma/generated/client";
import { fold, isId } from "../fields";
import { type RoomRow, selectRooms } from "./room-view";

/** The rooms that a person may know of without being in them. Guests know only of rooms that they were put into. */
export const listedFor = ({ role }: Caller) =>
  role === "guest" ? Prisma.sql`false` : Prisma.sql`r.kind IN ('open', 'password')`;

const named = (reference: string) =>
  isId(reference) ? Prisma.sql`r.id = ${reference}::uuid` : Prisma.sql`r.name_key = ${fold(reference)}`;

/** The room by id or name, if the caller is in it or may know of it; else `not_found`, as if it were not there. */
export async function requireVisibleRoom(db: Db, me: Caller, reference: string): Promise<RoomRow> {
  const [room] = await selectRooms(
    db,
    me.userId,
    Prisma.sql`${named(reference)} AND (m.user_id IS NOT NULL OR ${listedFor(me)})`,
  );
  if (!room) throw notFound("There is no such room.");
  return room;
}

/** The room by id or name, if the caller is in it; else `not_found`, whatever the room's kind. */
export async function requireMembership(
  db: Db,
  me: Caller,
  reference: string,
): Promise<Room & { role: RoomRole }> {
  const [room] = await db.$queryRaw<{ id: string; role: RoomRole }[]>`
    SELECT r.id, m.role::text AS role
      FROM room r JOIN membership m ON m.room_id = r.id AND m.user_id = ${me.userId}::uuid WHERE ${named(reference)}`;
  if (!room) throw notFound("There is no such room.");
  return { ...(await db.room.findUniqueOrThrow({ where: { id: room.id } })), role: room.role };
}

/** Refuses where nothing more is to be changed. */
export function requireNotArchived(room: { archivedAt: Date | null }): void {
  if (room.archivedAt) throw forbidden("This room is archived.", "archived");
}

/**
 * The id of the room that a reference names, before any lock is had. Not a permission: whoever acts on it checks again
 * under the lock. A name that the caller may not know of is `not_found` here already.
 */
export async function resolveRoomId(actor: Actor, reference: string): Promise<string> {
  if (isId(reference)) return reference.toLowerCase();
  const me = await readCaller(db(), actor, "write");
  return (await requireVisibleRoom(db(), me, reference)).id;
}
