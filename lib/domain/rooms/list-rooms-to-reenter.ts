import { z } from "zod";
import { query } from "@/lib/core/operation";
import { Prisma } from "@/prisma/generated/client";
import { listedFor } from "./access";
import { selectRooms, toMyRoomView } from "./room-view";

const MAX_ROOMS = 50;

/**
 * Lists rooms that ask the caller for their new password, by name, at most fifty. They are shown above rooms to join.
 */
export const listRoomsToReenter = query({
  key: "room.list-lapsed",
  summary: "List rooms that need their new password from me",
  input: z.object({}),
  authorize: ({ me }) => me,

  async execute({ db }, _input, me) {
    const where = Prisma.sql`
      m.user_id IS NULL AND r.archived_at IS NULL AND r.deleted_at IS NULL AND ${listedFor(me)}
      AND r.id IN (SELECT c.room_id FROM membership_change c
                    WHERE c.user_id = ${me.userId}::uuid AND c.type = 'lapsed')`;
    const rows = await selectRooms(db, me.userId, where, Prisma.sql`ORDER BY r.name_key`);
    return {
      items: rows
        .filter(({ hasLapsed }) => hasLapsed)
        .slice(0, MAX_ROOMS)
        .map(toMyRoomView),
    };
  },
});
