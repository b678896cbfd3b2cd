import { z } from "zod";
import { roomOperation } from "@/lib/delivery/room-operation";
import { LIMITS } from "@/lib/shared/limits";
import { id, reference } from "../fields";
import { requireAccount, requirePeople } from "../people/access";
import { type MyRoom, requireMay } from "../rooms/access";
import { changeRoom } from "../rooms/change-room";
import { addedMember } from "../rooms/create-room";
import { peopleEvent } from "../rooms/room-events";

/**
 * Adds a person to several rooms, up to LIMITS.roomsAtOnce, all or none. Rooms that they are in are skipped, so a
 * retry adds nobody twice. Errors: `not_found` for an unknown or deactivated person, and for a group, a direct
 * conversation or an unknown room; `forbidden` if one of the rooms is archived.
 */
export const addToRooms = roomOperation({
  key: "person.add-to-rooms",
  summary: "Add a person to several rooms",
  needs: "admin",
  input: z.object({
    user: reference,
    roomIds: z
      .array(id, { error: "Must be a list of ids." })
      .min(1, { error: "Must have at least one room." })
      .max(LIMITS.roomsAtOnce, { error: `Must be at most ${LIMITS.roomsAtOnce} rooms.` }),
  }),
  rooms: (_actor, { roomIds }) => [...new Set(roomIds)],

  async authorize(ctx, { user, roomIds }) {
    const person = await requireAccount(ctx.db, ctx.me, user);
    await requirePeople(ctx, [person.id]);
    const rooms: MyRoom[] = [];
    for (const roomId of new Set(roomIds)) rooms.push(await requireMay(ctx.db, ctx.me, "add", roomId));
    const present = await ctx.db.membership.findMany({
      where: { userId: person.id, roomId: { in: roomIds } },
      select: { roomId: true },
    });
    const inside = new Set(present.map(({ roomId }) => roomId));
    return { person, rooms: rooms.filter(({ id }) => !inside.has(id)) };
  },

  async execute(ctx, _input, { person, rooms }): Promise<{ added: number }> {
    for (const room of rooms) {
      await changeRoom(ctx, room, {
        enter: [addedMember(ctx.me, person.id)],
        events: [peopleEvent("added", [person.displayName])],
      });
    }
    return { added: rooms.length };
  },

  audit: ({ added }, _ctx, { person, rooms }) =>
    added > 0
      ? {
          target: { id: person.id, name: person.username },
          details: { rooms: rooms.map(({ name }) => name ?? "") },
        }
      : null,
});
