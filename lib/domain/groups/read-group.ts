import { z } from "zod";
import { query } from "@/lib/core/operation";
import { reference } from "../fields";
import { requireMembership } from "../rooms/access";
import { requireGroup } from "./find-group";
import { readGroupDetails } from "./group-details";

/**
 * Reads a group by handle or id, with its members and the groups in it. With `room`, a room of the caller, it also tells
 * how many of its people are in that room, and who is not. Error: `not_found`.
 */
export const readGroup = query({
  key: "group.read",
  summary: "Get a user group",
  input: z.object({ group: reference, room: reference.optional() }),

  async authorize(ctx, { group, room }) {
    const found = await requireGroup(ctx, group);
    const roomId = room === undefined ? null : (await requireMembership(ctx.db, ctx.me, room)).id;
    return { group: found, roomId };
  },

  execute: (ctx, _input, { group, roomId }) => readGroupDetails(ctx, group, roomId),
});
