import { recordAudit } from "@/lib/core/audit";
import type { Tx } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { withoutInvisible } from "@/lib/shared/text/blank";
import { roomKey, roomName } from "../fields";
import { areDistinguishable, lookOf } from "../name-rules";
import { keepFormerName, nameColumns } from "../rooms/room-names";

type NamedRoom = { id: string; name: string; nameKey: string };

/**
 * Checks every room's name by today's rules. A refused one becomes the nearest allowed and free name; links with the
 * old name keep working. Of two lookalikes in different alphabets the newer one gets an audit entry.
 */
export async function checkRoomNames(tx: Tx): Promise<string[]> {
  const rooms = (await tx.room.findMany({
    where: { nameKey: { not: null }, deletedAt: null },
    select: { id: true, name: true, nameKey: true },
    orderBy: { id: "asc" },
  })) as NamedRoom[];
  const isFit = ({ name }: NamedRoom) => roomName.safeParse(name).data === name;
  const fit = rooms.filter(isFit);
  await tx.$executeRaw`
    UPDATE room r SET name_look = l.look
      FROM unnest(${fit.map(({ id }) => id)}::uuid[], ${fit.map(({ name }) => lookOf(name))}::text[]) AS l (id, look)
     WHERE r.id = l.id`;
  const logLines = await noteLookalikes(tx, fit);
  for (const room of rooms.filter((one) => !isFit(one))) logLines.push(await rename(tx, room));
  return logLines;
}

async function noteLookalikes(tx: Tx, rooms: NamedRoom[]): Promise<string[]> {
  const logLines: string[] = [];
  const byLook = new Map<string, NamedRoom[]>();
  for (const room of rooms) byLook.set(lookOf(room.name), [...(byLook.get(lookOf(room.name)) ?? []), room]);
  for (const [first, ...others] of byLook.values())
    for (const { id, name } of others) {
      if (!first || areDistinguishable(first.name, name)) continue;
      const target = { id, name };
      await recordAudit(tx, {
        action: "room.look-alike",
        address: "",
        target,
        details: { name: first.name },
      });
      logLines.push(`The room ${JSON.stringify(name)} looks just like ${JSON.stringify(first.name)}.`);
    }
  return logLines;
}

/** The change takes a `rev` of the room, so that all clients get it. */
async function rename(tx: Tx, { id, name, nameKey }: NamedRoom): Promise<string> {
  const given = await freeName(tx, name, id);
  await keepFormerName(tx, { id, nameKey });
  await tx.formerRoomName.deleteMany({ where: { nameKey: roomKey(given) } });
  await tx.room.update({ where: { id }, data: nameColumns(given) });
  await tx.$executeRaw`UPDATE room SET rev = rev + 1, room_rev = rev + 1 WHERE id = ${id}::uuid`;
  const target = { id, name: given };
  await recordAudit(tx, { action: "room.rename", address: "", target, details: { from: name, to: given } });
  return `The room name ${JSON.stringify(name)} is not allowed any more and is now ${JSON.stringify(given)}.`;
}

async function freeName(tx: Tx, name: string, roomId: string): Promise<string> {
  const shown = [...name].map((sign) => (sign === " " ? sign : withoutInvisible(sign))).join("");
  const clean = shown.replace(/(\p{M}{2})\p{M}+/gu, "$1").replace(/^[^\p{L}\p{N}]+/u, "");
  const wishes = [clean, `Room ${clean}`, "Room"].map((wish) => roomName.safeParse(wish).data);
  const base = wishes.find((wish) => wish !== undefined) ?? "Room";
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : ` ${number}`;
    const candidate =
      [...base]
        .slice(0, LIMITS.roomNameLength - ending.length)
        .join("")
        .trimEnd() + ending;
    const taken = await tx.room.findUnique({ where: { nameKey: roomKey(candidate) }, select: { id: true } });
    if (!taken || taken.id === roomId) return candidate;
  }
}
