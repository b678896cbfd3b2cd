import { invalidField } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/database/db";
import { customEmojiOf, isCustomEmoji, withoutColons } from "@/lib/shared/emoji/custom-emoji";
import { fold, isId } from "../fields";

type Use = {
  /** True if a deleted emoji is refused. */
  isNew: boolean;
  /** The field that is refused. */
  field?: string;
};

/**
 * Returns an emoji as reactions and statuses store it: a custom one, given by name or id, as `:id:`, and every other one as it is.
 *
 * @throws `validation_failed` for a custom one that never was (`unknown_emoji`), or that is deleted (`deleted_emoji`)
 */
export async function resolveEmoji(db: Db, emoji: string, { isNew, field = "emoji" }: Use): Promise<string> {
  if (!isCustomEmoji(emoji)) return emoji;
  const reference = withoutColons(emoji);
  const found = isId(reference)
    ? await db.customEmoji.findUnique({ where: { id: reference }, select: { id: true, deletedAt: true } })
    : await db.customEmoji.findFirst({
        where: { names: { some: { takenKey: fold(reference) } } },
        select: { id: true, deletedAt: true },
      });
  if (!found) throw invalidField(field, "This workspace has no such emoji.", "unknown_emoji");
  if (isNew && found.deletedAt) throw invalidField(field, "This emoji was deleted.", "deleted_emoji");
  return customEmojiOf(found.id);
}
