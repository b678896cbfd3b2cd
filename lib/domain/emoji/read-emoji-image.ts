import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { query } from "@/lib/core/operation";
import { id, text } from "../fields";

/**
 * Reads the image of an emoji (WebP), also of a deleted one. `v` is the tag in `imageUrl`: with it a browser may cache the
 * image for good. Error: `not_found`.
 */
export const readEmojiImage = query({
  key: "emoji.image",
  summary: "Get an emoji's image",
  input: z.object({ customEmoji: id, v: text({ max: 64 }).optional() }),
  authorize: () => {},

  async execute({ db }, { customEmoji, v }) {
    const found = await db.customEmoji.findUnique({
      where: { id: customEmoji },
      select: { image: true, tag: true },
    });
    if (!found) throw notFound("Emoji not found.");
    return { ...found, isForGood: v === found.tag };
  },
});
