import type { Actor } from "@/lib/core/actor";
import type { Db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import { hashOf } from "../sessions/session";

/** A browser is known by its device cookie; a script, which has none, by its address. */
const deviceHash = ({ device, address }: Actor) => hashOf(device ? `device ${device}` : `address ${address}`);

/** True if the person has logged in from this device before. */
export async function isKnownDevice(db: Db, actor: Actor, userId: string): Promise<boolean> {
  return (await db.knownDevice.count({ where: { userId, hash: deviceHash(actor) } })) > 0;
}

/** Records a device after a log-in. Above LIMITS.knownDevices the least recently used one is deleted. */
export async function rememberDevice(db: Db, actor: Actor, userId: string): Promise<void> {
  const hash = deviceHash(actor);
  await db.knownDevice.upsert({
    where: { userId_hash: { userId, hash } },
    create: { userId, hash },
    update: { usedAt: new Date() },
  });
  const beyond = await db.knownDevice.findMany({
    where: { userId },
    orderBy: { usedAt: "desc" },
    skip: LIMITS.knownDevices,
    select: { hash: true },
  });
  if (beyond.length > 0)
    await db.knownDevice.deleteMany({ where: { userId, hash: { in: beyond.map((one) => one.hash) } } });
}
