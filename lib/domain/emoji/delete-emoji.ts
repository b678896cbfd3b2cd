import { z } from "zod";
import { operation } from "@/lib/core/operation";
import { id } from "../fields";
import { requireOwnEmoji } from "./emoji-maker";
import { releaseEmojiNames } from "./emoji-names";
import { publishEmoji } from "./publish-emoji";

/**
 * Deletes an emoji: it cannot be used again, and its names are free. Texts and reactions of before go on showing it. Errors:
 * `not_found`; `forbidden` for members who did not add it.
 */
export const deleteEmoji = operation({
  key: "emoji.delete",
  summary: "Delete an emoji of the workspace",
  needs: ["write", "admin"],
  input: z.object({ customEmoji: id }),
  authorize: (ctx, { customEmoji }) => requireOwnEmoji(ctx, customEmoji),

  async execute(ctx, _input, { id }): Promise<void> {
    await ctx.db.$executeRaw`UPDATE custom_emoji SET deleted_at = now() WHERE id = ${id}::uuid`;
    await releaseEmojiNames(ctx.db, id);
    await publishEmoji(ctx, id);
  },

  audit: (_out, _ctx, { id, name }) => ({ target: { id, name } }),
});
