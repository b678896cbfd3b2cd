import { v7 as uuid } from "uuid";
import { recordAudit } from "@/lib/core/audit";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import { changeRoom } from "./change-room";
import { nameColumns } from "./room-names";

/** Makes the first room of a new workspace: open, owned by the caller, and joined by everyone who comes. */
export async function createFirstRoom(ctx: ChangeContext, name: string): Promise<void> {
  const { userId, username } = ctx.me;
  const room = await ctx.db.room.create({
    data: { id: uuid(), kind: "open", ...nameColumns(name), isDefault: true, createdById: userId },
  });
  await changeRoom(ctx, room, { enter: [{ userId, role: "owner", entry: "created" }] });
  await recordAudit(ctx.db, {
    action: "room.create",
    address: ctx.actor.address,
    actor: { id: userId, name: username },
    target: { id: room.id, name },
    details: { kind: room.kind },
  });
}
