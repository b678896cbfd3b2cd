import { z } from "zod";
import { query } from "@/lib/core/operation";
import { presence } from "@/lib/delivery/presence";
import type { PresenceView } from "@/lib/shared/views";
import { reference } from "../fields";
import { requireMay } from "../rooms/access";

/**
 * Lists who is online or away: of a room's members, or without a `room` of people with whom the caller shares a
 * direct conversation or a group. Everyone else is offline. Later changes come as `user_status`, except in rooms
 * above LIMITS.presenceRoomMembers. Error: `not_found`.
 */
export const listPresence = query({
  key: "presence.list",
  summary: "Get presence",
  input: z.object({ room: reference.optional() }),
  authorize: ({ db, me }, { room }) => (room === undefined ? null : requireMay(db, me, "see members", room)),

  async execute({ db, me }, _input, room): Promise<{ items: PresenceView[] }> {
    const mine = {
      kind: { in: ["direct" as const, "group" as const] },
      memberships: { some: { userId: me.userId } },
    };
    const members = await db.membership.findMany({
      where: { ...(room ? { roomId: room.id } : { room: mine }), user: { deactivatedAt: null } },
      select: { userId: true },
      distinct: ["userId"],
    });
    const standings = members.map(({ userId }) => ({ userId, standing: presence().statusOf(userId) }));
    return { items: standings.filter(({ standing }) => standing !== "offline") };
  },
});
