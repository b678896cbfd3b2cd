import { z } from "zod";
import { query } from "@/lib/core/operation";
import { LIMITS } from "@/lib/shared/limits";
import type { CustomEmojiView, EmojiImageView, Page } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { cursorValue, decodeCursor, encodeCursor } from "../cursor";
import { cursor, fold, limit, line } from "../fields";
import { escapeLike } from "../like";
import { visibleTo } from "../people/access";
import { emojiMakerOf, mayChangeEmoji } from "./emoji-maker";
import { readEmojiImages, selectEmoji, toEmojiView } from "./emoji-view";

/** Lists the workspace's emoji by name, without deleted ones; `q` searches names and aliases. Error: `validation_failed`. */
export const listEmoji = query({
  key: "emoji.list",
  summary: "List the workspace's emoji",
  input: z.object({ q: line({ max: LIMITS.searchLength }).optional(), cursor, limit }),
  authorize: () => {},

  async execute(ctx, { q, cursor, limit }): Promise<Page<CustomEmojiView>> {
    const after = decodeCursor(z.tuple([cursorValue.name, cursorValue.id]), cursor);
    const where = Prisma.sql`${isAfter(after)} AND ${matches(q)}`;
    const end = Prisma.sql`ORDER BY lower(e.name), e.id LIMIT ${limit + 1}`;
    const rows = await selectEmoji(ctx.db, where, visibleTo(ctx.me), end);
    const maker = await emojiMakerOf(ctx);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => toEmojiView(row, mayChangeEmoji(maker, ctx.me, row))),
      nextCursor: last ? encodeCursor([last.sortKey, last.id]) : null,
    };
  },
});

/** Lists all emoji that messages may show, deleted ones too, with every name that they have or had. */
export const listEmojiImages = query({
  key: "emoji.images",
  summary: "List the emoji that messages show",
  input: z.object({}),
  authorize: () => {},
  execute: async ({ db }): Promise<{ items: EmojiImageView[] }> => ({ items: await readEmojiImages(db) }),
});

const isAfter = (after: readonly [string, string] | null) =>
  after ? Prisma.sql`(lower(e.name), e.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.sql`true`;

function matches(q = ""): Prisma.Sql {
  if (!q) return Prisma.sql`true`;
  const pattern = `%${escapeLike(fold(q).replaceAll(":", ""))}%`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM custom_emoji_name n WHERE n.emoji_id = e.id AND n.taken_key LIKE ${pattern})`;
}
