import { enqueue } from "@/lib/core/jobs/enqueue";
import type { ChangeContext } from "@/lib/delivery/room-operation";
import type { Room } from "@/prisma/generated/client";
import { changeRoom } from "../rooms/change-room";
import { purgeRoomJob } from "../rooms/purge-room";

/** True for the conversation of a person with the workspace's own bot: the only direct one in which not everybody posts. */
export const isOfNotes = ({ kind, posting }: Pick<Room, "kind" | "posting">): boolean =>
  kind === "direct" && posting === "moderators";

/** Deletes the notes of a person whose account is deleted: nobody else ever saw them. The room must be locked. */
export async function deleteNotes(ctx: ChangeContext, room: Room): Promise<void> {
  const members = await ctx.db.membership.findMany({ where: { roomId: room.id } });
  await changeRoom(ctx, room, {
    leave: members.map(({ userId }) => ({ userId, how: "removed" })),
    set: { deletedAt: new Date(), directKey: null },
  });
  await enqueue(ctx, purgeRoomJob, { roomId: room.id }, { key: room.id });
}
