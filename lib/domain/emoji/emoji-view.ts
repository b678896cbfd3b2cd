import type { Db } from "@/lib/platform/database/db";
import { customEmojiOf } from "@/lib/shared/emoji/custom-emoji";
import type { CustomEmojiView, EmojiImageView, PersonView } from "@/lib/shared/views";
import { Prisma } from "@/prisma/generated/client";
import { pictureOf } from "../people/avatar-url";

type Columns = { id: string; name: string; tag: string; width: number; height: number };

/** An emoji with its aliases, and the person who added it where the reader sees them. */
export type EmojiRow = Columns & {
  aliases: string[];
  createdById: string;
  createdAt: Date;
  /** The name as lists are ordered by it. */
  sortKey: string;
  person: (Omit<PersonView, "avatarUrl"> & { avatarTag: string | null }) | null;
};

/**
 * Selects emoji that are not deleted.
 *
 * @param where over `e`, the emoji
 * @param sees over `u`, the person who added it: true if the reader sees them
 * @param end the order and the number of rows
 */
export const selectEmoji = (db: Db, where: Prisma.Sql, sees: Prisma.Sql, end = Prisma.empty) =>
  db.$queryRaw<EmojiRow[]>`
    SELECT e.id, e.name, e.tag, e.width, e.height, e.created_by_id AS "createdById", e.created_at AS "createdAt",
           lower(e.name) AS "sortKey",
           ARRAY(SELECT n.name FROM custom_emoji_name n
                  WHERE n.emoji_id = e.id AND n.is_alias AND n.until IS NULL ORDER BY n.name) AS aliases,
           CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'username', u.username,
             'displayName', u.display_name, 'isBot', u.is_bot, 'avatarTag', u.avatar_tag) END AS person
      FROM custom_emoji e LEFT JOIN "user" u ON u.id = e.created_by_id AND ${sees}
     WHERE e.deleted_at IS NULL AND ${where} ${end}`;

/** Converts an emoji to its view. */
export function toEmojiView({ person, ...row }: EmojiRow, mayChange: boolean): CustomEmojiView {
  const { avatarTag = null, ...createdBy } = person ?? {};
  return {
    ...imageOf(row),
    emoji: customEmojiOf(row.id),
    aliases: row.aliases,
    createdBy: person && {
      ...(createdBy as Omit<PersonView, "avatarUrl">),
      ...pictureOf(person.id, avatarTag),
    },
    createdAt: row.createdAt.toISOString(),
    mayChange,
  };
}

const imageOf = ({ id, name, tag, width, height }: Columns) => ({
  id,
  name,
  imageUrl: `/api/v1/emoji/${id}/image?v=${tag}`,
  width,
  height,
});

/** Reads emoji with all names that they have or had, in the order of their ids; of one, or all. */
export async function readEmojiImages(db: Db, id?: string): Promise<EmojiImageView[]> {
  const rows = await db.customEmoji.findMany({
    where: id === undefined ? {} : { id },
    omit: { image: true },
    include: { names: { orderBy: [{ since: "asc" }, { id: "asc" }] } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({
    ...imageOf(row),
    isDeleted: row.deletedAt !== null,
    names: row.names.map(({ name, since, until }) => ({
      name,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
    })),
  }));
}
