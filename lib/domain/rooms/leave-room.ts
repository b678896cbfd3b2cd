import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { roomOperation } from "@/lib/core/operation";
import { reference } from "../fields";
import { requireMembership, resolveRoomId } from "./access";
import { changeRoom } from "./change-room";
import { ofPeople } from "./room-events";

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

  async execute(ctx, _input, room): Promise<void> {
    if (room.kind === "direct") throw forbidden("A direct conversation can't be left.", "direct");
    await changeRoom(ctx, room, {
      leave: [{ userId: ctx.me.userId, how: "left" }],
      events: [ofPeople("left", [ctx.me.displayName])],
    });
  },
});
