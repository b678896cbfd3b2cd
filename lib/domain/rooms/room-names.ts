import { conflict } from "@/lib/core/errors";
import { refundRate, throttle } from "@/lib/core/throttle";
import type { Tx } from "@/lib/platform/database/db";
import { roomKey } from "../fields";
import { areDistinguishable, lookOf } from "../name-rules";

/** Builds the columns of a room's name; null means no name. */
export const nameColumns = (name: string | null) => ({
  name,
  nameKey: name && roomKey(name),
  nameLook: name && lookOf(name),
});

/**
 * Counts an attempt to take a name or an `externalId` before it is checked, because a refusal can reveal a hidden
 * room. A successful attempt is refunded; see `refundNameAttempt`. Error: `rate_limited`.
 */
export async function countNameAttempt(
  { userId }: { userId: string | null },
  wanted: RequestedNames,
): Promise<void> {
  if (wanted.name || wanted.externalId) await throttle("takenNames", userId ?? "");
}

type RequestedNames = { name?: string | undefined; externalId?: string | null | undefined };

/** Refunds what `countNameAttempt` took, after success. */
export async function refundNameAttempt(
  { userId }: { userId: string | null },
  wanted: RequestedNames,
): Promise<void> {
  if (wanted.name || wanted.externalId) await refundRate("takenNames", userId ?? "");
}

/** Refuses a name or an `externalId` of another room. Error: `conflict`. */
export async function requireNamesFree(
  db: Tx,
  { name, externalId }: RequestedNames,
  roomId?: string,
): Promise<void> {
  const isAnother = (found: { id: string } | null) => found !== null && found.id !== roomId;
  const select = { id: true };
  if (name && isAnother(await db.room.findUnique({ where: { nameKey: roomKey(name) }, select })))
    throw conflict("A room with this name already exists.", "room_name_taken");
  if (name) await requireDistinctLook(db, name, roomId);
  if (externalId && isAnother(await db.room.findUnique({ where: { externalId }, select })))
    throw conflict("Another room uses this externalId.", "external_id_taken");
}

/**
 * Refuses a name that looks like another room's with letters of another alphabet. The lock orders two at the same
 * time.
 */
async function requireDistinctLook(db: Tx, name: string, roomId?: string): Promise<void> {
  const nameLook = lookOf(name);
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`room look ${nameLook}`}))`;
  const alike = await db.room.findMany({ where: { nameLook }, select: { id: true, name: true } });
  if (alike.some((room) => room.id !== roomId && !areDistinguishable(room.name ?? "", name)))
    throw conflict("This name looks too similar to another room's.", "room_name_lookalike");
}

/** Claims a name for a room: former names stop leading to other rooms. */
export async function claimName(db: Tx, name: string): Promise<void> {
  await db.formerRoomName.deleteMany({ where: { nameKey: roomKey(name) } });
}

/** Keeps links with a room's old name working until another room takes that name. */
export async function keepFormerName(db: Tx, { id, nameKey }: { id: string; nameKey: string | null }) {
  if (nameKey === null) return;
  const roomId = id;
  await db.formerRoomName.upsert({ where: { nameKey }, create: { nameKey, roomId }, update: { roomId } });
}
