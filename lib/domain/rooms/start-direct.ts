import { v7 as uuid } from "uuid";
import { z } from "zod";
import { roomOperation } from "@/lib/delivery/room-operation";
import type { MyRoomView } from "@/lib/shared/views";
import { id } from "../fields";
import { requirePeople } from "../people/access";
import { changeRoom } from "./change-room";
import { readMyRoom } from "./create-room";

/**
 * Finds or makes the direct conversation of two people, or of a person with themselves; one only, even if both start
 * it at the same time. Error: `not_found` for a person whom the caller may not see.
 */
export const startDirect = roomOperation({
  key: "room.start-direct",
  summary: "Open a direct message",
  input: z.object({ userId: id }),
  rooms: () => [],
  authorize: async (ctx, { userId }) => (await requirePeople(ctx, [userId]))[0],

  async execute(ctx, { userId }): Promise<{ room: MyRoomView; isNew: boolean }> {
    const pair = [...new Set([ctx.me.userId, userId])].sort();
    const directKey = pair.join(":");
    const existing = await ctx.db.room.findUnique({ where: { directKey }, select: { id: true } });
    if (existing) return { room: await readMyRoom(ctx, existing.id), isNew: false };
    const room = await ctx.db.room.create({
      data: { id: uuid(), kind: "direct", directKey, createdById: ctx.me.userId },
    });
    await changeRoom(ctx, room, {
      enter: pair.map((userId) => ({ userId, role: "member", entry: "added", addedById: ctx.me.userId })),
    });
    return { room: await readMyRoom(ctx, room.id), isNew: true };
  },
});
