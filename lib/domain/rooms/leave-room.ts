import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { roomOperation } from "@/lib/core/operation";
import type { Tx } from "@/lib/platform/db";
import { reference } from "../fields";
import { requireMembership, resolveRoomId } from "./access";
import { changeMembers } from "./change-room";

/**
 * Leaves a room, of any kind but `direct`. When the last owner leaves, the longest-standing moderator, else member,
 * becomes owner. Errors: `not_found` for those who are not in it; `forbidden` for a direct conversation.
 */
export const leaveRoom = roomOperation({
  key: "room.leave",
  summary: "Leave a room",
  input: z.object({ room: reference }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],
  authorize: ({ db, me }, _input, { roomId }) => requireMembership(db, me, roomId),

  async execute(ctx, _input, { role, ...room }): Promise<void> {
    if (room.kind === "direct") throw forbidden("A direct conversation can't be left.", "direct");
    if (role === "owner") await findSuccessor(ctx.db, room.id, ctx.me.userId);
    await changeMembers(ctx, room, {
      leave: [ctx.me.userId],
      event: { type: "left", names: [ctx.me.displayName] },
    });
  },
});

/** A room keeps an owner as long as anyone is in it. */
export async function findSuccessor(db: Tx, roomId: string, leavingId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE membership SET role = 'owner'
     WHERE room_id = ${roomId}::uuid AND user_id = (
       SELECT user_id FROM membership WHERE room_id = ${roomId}::uuid AND user_id <> ${leavingId}::uuid
        ORDER BY role <> 'moderator', joined_at, user_id LIMIT 1)
       AND NOT EXISTS (
       SELECT 1 FROM membership
        WHERE room_id = ${roomId}::uuid AND user_id <> ${leavingId}::uuid AND role = 'owner')`;
}
