import { z } from "zod";
import { count, id, page, time } from "./fields";
import { person } from "./people";

const image = {
  id,
  name: z.string().meta({ description: "Written as `:name:` in texts, and accepted so for reactions" }),
  imageUrl: z.string().meta({ description: "WebP of at most 128 by 128 pixels, perhaps animated" }),
  width: count,
  height: count,
};

export const customEmoji = z
  .strictObject({
    ...image,
    emoji: z.string().meta({ description: "`:id:`, as reactions have it" }),
    aliases: z.array(z.string()).meta({ description: "Its other names, by name" }),
    createdBy: person.nullable().meta({ description: "Null for guests who don't see this person" }),
    createdAt: time,
    mayChange: z.boolean().meta({ description: "True if the caller may rename and delete it" }),
  })
  .meta({ id: "CustomEmoji", description: "An emoji of the workspace." });

export const emojiImage = z
  .strictObject({
    ...image,
    isDeleted: z.boolean().meta({ description: "It is shown where it was used, and cannot be used again" }),
    names: z
      .array(z.strictObject({ name: z.string(), since: time, until: time.nullable() }))
      .meta({ description: "All names that it has or had: a text shows the emoji that had the name then" }),
  })
  .meta({ id: "EmojiImage", description: "What a reader of messages needs of an emoji of the workspace." });

export const emojiPage = page(customEmoji).meta({ id: "EmojiPage" });
export const emojiImages = z
  .strictObject({ items: z.array(emojiImage) })
  .meta({ id: "EmojiImages", description: "All emoji of the workspace, deleted ones too." });
