import { conflict } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/db";
import { roomKey } from "../fields";

type Wanted = { name?: string | undefined; externalId?: string | null | undefined };

/** Refuses a name or an `externalId` that another room has. Error: `conflict`. */
export async function requireFree(db: Tx, { name, externalId }: Wanted, roomId?: string): Promise<void> {
  const isAnother = (found: { id: string } | null) => found !== null && found.id !== roomId;
  const select = { id: true };
  if (name && isAnother(await db.room.findUnique({ where: { nameKey: roomKey(name) }, select })))
    throw conflict("A room of that name exists already.", "room_name_taken");
  if (externalId && isAnother(await db.room.findUnique({ where: { externalId }, select })))
    throw conflict("Another room has that externalId.", "external_id_taken");
}

/** Takes a name for a room that has it from now on: links with it lead nowhere else any more. */
export async function takeName(db: Tx, name: string): Promise<void> {
  await db.formerRoomName.deleteMany({ where: { nameKey: roomKey(name) } });
}

/** Lets links with the name that a room had until now lead to it, until another room takes that name. */
export async function keepFormerName(db: Tx, { id, nameKey }: { id: string; nameKey: string | null }) {
  if (nameKey === null) return;
  const roomId = id;
  await db.formerRoomName.upsert({ where: { nameKey }, create: { nameKey, roomId }, update: { roomId } });
}
