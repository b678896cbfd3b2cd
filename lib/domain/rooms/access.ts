import type { Actor } from "@/lib/core/actor";
import { type Caller, readCaller } from "@/lib/core/caller";
import { forbidden, notFound } from "@/lib/core/errors";
import { type Db, db } from "@/lib/platform/database/db";
import { readRows } from "@/lib/platform/database/prepared";
import {
  isStoppedByArchive,
  kindsSeenFromOutside,
  may,
  PERMISSIONS,
  type RoomAction,
} from "@/lib/shared/permissions";
import type { RoomKind, RoomRole } from "@/lib/shared/views";
import { Prisma, type Room } from "@/prisma/generated/client";
import { isId, roomKey } from "../fields";
import { ROOM_COLUMNS, type RoomRow, selectRooms } from "./room-view";

/** Condition for rooms that a person may know of without being a member, by the permission to see them. */
const discoverableBy = ({ role }: Pick<Caller, "role">) => ofKinds(kindsSeenFromOutside(role));

/** Condition for rooms that lists offer to non-members. Administrators see closed ones only in the administration. */
export const listedFor = ({ role }: Pick<Caller, "role">) =>
  ofKinds(kindsSeenFromOutside(role === "administrator" ? "member" : role));

/** Written as constants, so that the planner can use them; they are names of the schema, not input. */
const ofKinds = (kinds: readonly RoomKind[]) =>
  kinds.length > 0
    ? Prisma.sql`r.kind IN (${Prisma.raw(kinds.map((kind) => `'${kind}'`).join(", "))})`
    : Prisma.sql`false`;

/** Condition for a room by its id, its name, or a former name that no other room has taken since. */
const byReference = (reference: string) =>
  isId(reference)
    ? Prisma.sql`r.id = ${reference}::uuid AND r.deleted_at IS NULL`
    : Prisma.sql`r.id = coalesce(
        (SELECT now.id FROM room now WHERE now.name_key = ${roomKey(reference)}),
        (SELECT former.room_id FROM former_room_name former WHERE former.name_key = ${roomKey(reference)}))
        AND r.deleted_at IS NULL`;

/**
 * Finds a room by id or name, if the caller is in it or may know of it. Error: `not_found`, as if it did not exist.
 */
export async function requireVisibleRoom(
  db: Db,
  me: Pick<Caller, "userId" | "role">,
  reference: string,
): Promise<RoomRow> {
  const [room] = await selectRooms(
    db,
    me.userId,
    Prisma.sql`${byReference(reference)} AND (m.user_id IS NOT NULL OR ${discoverableBy(me)})`,
  );
  if (!room) throw notFound("Room not found.");
  return room;
}

/** A room and the caller's membership in it. */
export type MyRoom = Room & { role: RoomRole | null; firstVisibleSeq: number; repliesInRoom: boolean };

/**
 * Finds a room by id or name in which the caller may do this. Errors: `not_found` for a room that they may not know
 * of, and for rights of members alone; else `forbidden`, with the reason `archived` if that is why.
 *
 * @param evenArchived for a change that also restores the room
 */
export async function requireMay(
  db: Db,
  me: Pick<Caller, "userId" | "role">,
  action: RoomAction,
  reference: string,
  { evenArchived = false } = {},
): Promise<MyRoom> {
  const room = await findRoomWithMembership(db, me, reference);
  const asker = { roomRole: room.role, workspaceRole: me.role };
  if (!may("see", room, asker)) throw notFound("Room not found.");
  if (!may(action, room, asker)) throw refusalOf(action, room);
  if (!evenArchived && isStoppedByArchive(action, room))
    throw forbidden("This room is archived.", "archived");
  return room;
}

/** One query in every case, so that hidden rooms take as long as missing ones. */
async function findRoomWithMembership(
  db: Db,
  { userId }: Pick<Caller, "userId">,
  reference: string,
): Promise<MyRoom> {
  const [room] = await readRows<MyRoom>(
    db,
    Prisma.sql`
    SELECT ${ROOM_COLUMNS}, m.role::text AS role, coalesce(m.first_visible_seq, 1) AS "firstVisibleSeq",
           coalesce(m.replies_in_room, false) AS "repliesInRoom"
      FROM room r LEFT JOIN membership m ON m.room_id = r.id AND m.user_id = ${userId}::uuid
     WHERE ${byReference(reference)}`,
  );
  if (!room) throw notFound("Room not found.");
  return room;
}

/** Refuses a message in the conversation with the workspace's own bot. */
export const NOTES_ONLY = "Only notes from the workspace appear here. Nobody would read an answer.";

/** A right of members alone gives `not_found` to others, even if they may know of the room. */
function refusalOf(action: RoomAction, { kind, role, posting }: MyRoom) {
  const isMembersOnly = PERMISSIONS[action][kind].every((holder) => holder === "members");
  if (role === null && isMembersOnly && PERMISSIONS[action][kind].length > 0)
    return notFound("Room not found.");
  if (action === "send" && posting === "moderators" && kind === "direct")
    return forbidden(NOTES_ONLY, "notes_only");
  if (action === "send" && posting === "moderators")
    return forbidden("Only moderators can post in this room.", "moderators_only");
  return forbidden("You don't have permission to do this in this room.", "not_yours");
}

/** Finds a room by id or name, if the caller is in it. Error: `not_found`, whatever the room's kind. */
export async function requireMembership(
  db: Db,
  me: Pick<Caller, "userId" | "role">,
  reference: string,
): Promise<MyRoom & { role: RoomRole }> {
  const room = await findRoomWithMembership(db, me, reference);
  if (room.role === null) throw notFound("Room not found.");
  return { ...room, role: room.role };
}

/** Requires that a room is not archived. Error: `forbidden`. */
export function requireNotArchived(room: { archivedAt: Date | null }): void {
  if (room.archivedAt) throw forbidden("This room is archived.", "archived");
}

/**
 * Resolves a reference to a room's id before any lock. Not a permission: the operation checks again under the lock.
 * An unknown or hidden name gives `not_found` already here.
 */
export async function resolveRoomId(actor: Actor, reference: string): Promise<string> {
  if (isId(reference)) return reference.toLowerCase();
  const me = await readCaller(db(), actor, "write");
  return (await requireVisibleRoom(db(), me, reference)).id;
}
