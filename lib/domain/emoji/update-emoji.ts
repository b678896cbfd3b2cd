import { z } from "zod";
import { operation } from "@/lib/core/operation";
import type { CustomEmojiView } from "@/lib/shared/views";
import { defined } from "../defined";
import { id } from "../fields";
import { emojiAliases, emojiName } from "./emoji-fields";
import { requireOwnEmoji } from "./emoji-maker";
import { setEmojiNames } from "./emoji-names";
import { publishEmoji, readOwnEmoji } from "./publish-emoji";

/**
 * Renames an emoji or changes its aliases; absent fields stay. Reactions stay with it, and so do texts with a name that it
 * loses, which others may take from now on. Errors: `validation_failed` for a name that another emoji has; `not_found`;
 * `forbidden` for members who did not add it.
 */
export const updateEmoji = operation({
  key: "emoji.update",
  summary: "Rename an emoji of the workspace",
  needs: ["write", "admin"],
  input: z.object({ customEmoji: id, name: emojiName.optional(), aliases: emojiAliases.optional() }),
  authorize: (ctx, { customEmoji }) => requireOwnEmoji(ctx, customEmoji),

  async execute(ctx, input, before): Promise<CustomEmojiView> {
    const { name = before.name, aliases } = input;
    const kept = aliases ?? (await readOwnEmoji(ctx, before.id)).aliases;
    await ctx.db.customEmoji.update({ where: { id: before.id }, data: { name } });
    await setEmojiNames(ctx.db, before.id, name, kept);
    await publishEmoji(ctx, before.id);
    return readOwnEmoji(ctx, before.id);
  },

  audit: ({ id, name, aliases }, _ctx, before, input) => ({
    target: { id, name },
    details: defined({
      from: name === before.name ? undefined : before.name,
      aliases: input.aliases === undefined ? undefined : aliases,
    }),
  }),
});
