import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { reference } from "../fields";
import { requireOwnGroup } from "./group-maker";

/**
 * Deletes a group; its handle is free again. Messages that mentioned it keep the name, and their mentions still count.
 * Errors: `not_found`; `forbidden` for members who did not make it.
 */
export const deleteGroup = operation({
  key: "group.delete",
  summary: "Delete a user group",
  needs: ["write", "admin"],
  input: z.object({ group: reference }),
  authorize: (ctx, { group }) => requireOwnGroup(ctx, group),

  async execute({ db }, _input, { id }): Promise<void> {
    await db.userGroup.delete({ where: { id } });
  },

  audit: (_out, _ctx, { id, handle, memberCount }) => ({
    target: { id, name: handle },
    details: { people: memberCount },
  }),
});
