import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import type { Context } from "@/lib/core/operation";
import { type ChangeContext, roomOperation } from "@/lib/delivery/room-operation";
import { may } from "@/lib/shared/permissions";
import { reference } from "../../fields";
import { type MyRoom, requireMembership, resolveRoomId } from "../access";
import { changeRoom } from "../change-room";
import { peopleEvent } from "../room-events";

/**
 * Leaves a room of any kind except `direct`. When the last owner leaves, the longest-standing moderator, else member,
 * becomes owner. Errors: `not_found` for non-members; `forbidden` for a direct conversation.
 */
export const leaveRoom = roomOperation({
  key: "room.leave",
  summary: "Leave a room",
  input: z.object({ room: reference }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],
  authorize: (ctx, _input, { roomId }) => requireCanLeave(ctx, roomId),
  execute: (ctx, _input, room): Promise<void> => leaveAsCaller(ctx, room),
});

/** Finds a room that the caller is in and may leave. */
export async function requireCanLeave({ db, me }: Context, roomId: string): Promise<MyRoom> {
  const room = await requireMembership(db, me, roomId);
  if (may("leave", room, { roomRole: room.role, workspaceRole: me.role })) return room;
  throw forbidden("You can't leave a direct message.", "direct");
}

/** Removes the caller from the room, with a system message. */
export async function leaveAsCaller(ctx: ChangeContext, room: MyRoom): Promise<void> {
  await changeRoom(ctx, room, {
    leave: [{ userId: ctx.me.userId, how: "left" }],
    events: [peopleEvent("left", [ctx.me.displayName])],
  });
}
