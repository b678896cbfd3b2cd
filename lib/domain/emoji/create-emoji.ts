import { v7 as uuid } from "uuid";
import { z } from "zod";
import { conflict, invalidField } from "@/lib/core/errors";
import { operation } from "@/lib/core/operation";
import type { Tx } from "@/lib/platform/database/db";
import { EMOJI_LIMITS } from "@/lib/shared/emoji-limits";
import { LIMITS } from "@/lib/shared/limits";
import type { CustomEmojiView } from "@/lib/shared/views";
import { encodePicture, image } from "../square-picture";
import { emojiAliases, emojiName } from "./emoji-fields";
import { requireLockedEmojiMaker } from "./emoji-maker";
import { setEmojiNames } from "./emoji-names";
import { publishEmoji, readOwnEmoji } from "./publish-emoji";

/**
 * Adds an emoji to the workspace, from a PNG, JPEG, WebP or GIF of at most LIMITS.emojiBytes. It is stored as WebP of at most
 * 128 pixels, and an animation stays one. Errors: those of `makeSquarePicture`; `validation_failed` for a name that another
 * emoji has; `conflict` above EMOJI_LIMITS.customEmoji; `forbidden` (see requireLockedEmojiMaker).
 */
export const createEmoji = operation({
  key: "emoji.create",
  summary: "Add an emoji to the workspace",
  needs: ["write", "admin"],
  input: z.object({ name: emojiName, aliases: emojiAliases.default([]), image }),
  prepare: async (_actor, { image }) => {
    const options = { size: EMOJI_LIMITS.emojiPixels, fit: "inside", isAnimated: true } as const;
    const made = await encodePicture(image, LIMITS.emojiBytes, options);
    if (made.image.length <= EMOJI_LIMITS.storedEmojiBytes) return made;
    throw invalidField("image", "This animation is too long.", "too_large");
  },

  async authorize(ctx) {
    await requireLockedEmojiMaker(ctx);
    await requireFewEmoji(ctx.db);
  },

  async execute(ctx, { name, aliases }, _found, made): Promise<CustomEmojiView> {
    const id = uuid();
    await ctx.db.customEmoji.create({ data: { id, name, ...made, createdById: ctx.me.userId } });
    await setEmojiNames(ctx.db, id, name, aliases);
    await publishEmoji(ctx, id);
    return readOwnEmoji(ctx, id);
  },

  audit: ({ id, name, aliases }) => ({
    target: { id, name },
    details: aliases.length > 0 ? { aliases } : {},
  }),
});

/** One above the limit may get in beside another; the limit only bounds lists. */
async function requireFewEmoji(db: Tx): Promise<void> {
  if ((await db.customEmoji.count({ where: { deletedAt: null } })) >= EMOJI_LIMITS.customEmoji)
    throw conflict(`A workspace has at most ${EMOJI_LIMITS.customEmoji} emoji of its own.`, "too_many_emoji");
}
