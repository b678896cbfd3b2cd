import { z } from "zod";
import { enqueue } from "@/lib/core/jobs/enqueue";
import { roomOperation } from "@/lib/delivery/room-operation";
import type { Room } from "@/prisma/generated/client";
import { reference } from "../fields";
import { requireMay, resolveRoomId } from "./access";
import { changeRoom } from "./change-room";
import type { LeavingMember } from "./members/membership";
import { purgeRoomJob } from "./purge-room";

/**
 * Deletes a room with all its messages. It is empty and cannot be found at once, and its names and `externalId` are
 * free; a job purges its rows afterwards (purge-room.ts). Errors: `not_found`; `forbidden`.
 */
export const deleteRoom = roomOperation({
  key: "room.delete",
  summary: "Delete a room",
  input: z.object({ room: reference }),
  prepare: async (actor, { room }) => ({ roomId: await resolveRoomId(actor, room) }),
  rooms: (_actor, _input, { roomId }) => [roomId],
  authorize: ({ db, me }, _input, { roomId }) => requireMay(db, me, "delete", roomId),

  async execute(ctx, _input, room): Promise<void> {
    const leave = (await ctx.db.membership.findMany({ where: { roomId: room.id } })).map(toLeavingMember);
    await ctx.db.formerRoomName.deleteMany({ where: { roomId: room.id } });
    await changeRoom(ctx, room, { leave, set: deleted() });
    await enqueue(ctx, purgeRoomJob, { roomId: room.id }, { key: room.id });
  },

  audit: (_out, _ctx, room) =>
    isPrivateGroup(room) ? null : { target: { id: room.id, name: room.name ?? "" } },
});

const toLeavingMember = ({ userId }: { userId: string }): LeavingMember => ({ userId, how: "removed" });

/** Columns of a deleted room. */
const deleted = () => ({
  deletedAt: new Date(),
  nameKey: null,
  nameLook: null,
  externalId: null,
  passwordHash: null,
});

/** Groups are private to their members, and not in the audit log. */
const isPrivateGroup = ({ kind }: Room) => kind === "group";
