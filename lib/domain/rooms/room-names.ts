import { conflict } from "@/lib/core/errors";
import { refundRate, throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/db";
import { roomKey } from "../fields";
import { areDistinguishable, lookOf } from "../name-rules";

/** The columns of a room's name; null is no name. */
export const nameColumns = (name: string | null) => ({
  name,
  nameKey: name && roomKey(name),
  nameLook: name && lookOf(name),
});

/**
 * Counts a wish for a name or an `externalId` before it is known whether it is free: what is taken may belong to a room
 * that its asker may not know of. A wish that is granted is given back; see `grantWish`. Error: `rate_limited`.
 */
export async function countNameAttempt(
  { userId }: { userId: string | null },
  wanted: RequestedNames,
): Promise<void> {
  if (wanted.name || wanted.externalId) await throttle("takenNames", userId ?? "");
}

type RequestedNames = { name?: string | undefined; externalId?: string | null | undefined };

/** Gives back what `countWish` took, for a wish that was granted. */
export async function refundNameAttempt(
  { userId }: { userId: string | null },
  wanted: RequestedNames,
): Promise<void> {
  if (wanted.name || wanted.externalId) await refundRate("takenNames", userId ?? "");
}

/** Refuses a name or an `externalId` that another room has. Error: `conflict`. */
export async function requireNamesFree(
  db: Tx,
  { name, externalId }: RequestedNames,
  roomId?: string,
): Promise<void> {
  const isAnother = (found: { id: string } | null) => found !== null && found.id !== roomId;
  const select = { id: true };
  if (name && isAnother(await db.room.findUnique({ where: { nameKey: roomKey(name) }, select })))
    throw conflict("A room of that name exists already.", "room_name_taken");
  if (name) await requireDistinctLook(db, name, roomId);
  if (externalId && isAnother(await db.room.findUnique({ where: { externalId }, select })))
    throw conflict("Another room has that externalId.", "external_id_taken");
}

/** Refuses a name that looks like another room's with letters of another alphabet. Two at once follow each other. */
async function requireDistinctLook(db: Tx, name: string, roomId?: string): Promise<void> {
  const nameLook = lookOf(name);
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`room look ${nameLook}`}))`;
  const alike = await db.room.findMany({ where: { nameLook }, select: { id: true, name: true } });
  if (alike.some((room) => room.id !== roomId && !areDistinguishable(room.name ?? "", name)))
    throw conflict("A room has a name that looks just like that one.", "room_name_lookalike");
}

/** Takes a name for a room that has it from now on: links with it lead nowhere else any more. */
export async function claimName(db: Tx, name: string): Promise<void> {
  await db.formerRoomName.deleteMany({ where: { nameKey: roomKey(name) } });
}

/** Lets links with the name that a room had until now lead to it, until another room takes that name. */
export async function keepFormerName(db: Tx, { id, nameKey }: { id: string; nameKey: string | null }) {
  if (nameKey === null) return;
  const roomId = id;
  await db.formerRoomName.upsert({ where: { nameKey }, create: { nameKey, roomId }, update: { roomId } });
}
