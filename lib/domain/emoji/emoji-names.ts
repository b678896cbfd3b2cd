import { v7 as uuid } from "uuid";
import { invalidField } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/database/db";
import { fold } from "../fields";

type Wanted = { name: string; key: string; isAlias: boolean; field: string };

/**
 * Gives an emoji these names and no others. A name that it loses is free from now on; texts of before go on showing it.
 * Two emoji that want one name at once meet at the unique index, and one of them runs again (see defineOperation).
 *
 * @throws `validation_failed` (`emoji_name_taken`) for a name of another emoji
 */
export async function setEmojiNames(tx: Tx, emojiId: string, name: string, aliases: string[]): Promise<void> {
  const wanted = wantedNames(name, aliases);
  await releaseOthers(tx, emojiId, [...wanted.keys()]);
  const had = await tx.customEmojiName.findMany({ where: { takenKey: { in: [...wanted.keys()] } } });
  for (const { key, field, ...names } of wanted.values()) {
    const known = had.find(({ takenKey }) => takenKey === key);
    if (known && known.emojiId !== emojiId)
      throw invalidField(field, "Another emoji has this name.", "emoji_name_taken");
    if (known) await tx.customEmojiName.update({ where: { id: known.id }, data: names });
    else await tx.customEmojiName.create({ data: { id: uuid(), emojiId, takenKey: key, ...names } });
  }
}

/** Takes an emoji's names away. */
export const releaseEmojiNames = (tx: Tx, emojiId: string): Promise<void> => releaseOthers(tx, emojiId, []);

async function releaseOthers(tx: Tx, emojiId: string, kept: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE custom_emoji_name SET taken_key = NULL, until = now()
     WHERE emoji_id = ${emojiId}::uuid AND taken_key IS NOT NULL AND taken_key <> ALL(${kept}::text[])`;
}

/** The names by their keys, each once; the first of two counts. */
function wantedNames(name: string, aliases: string[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  const add = (name: string, isAlias: boolean, field: string) => {
    const key = fold(name);
    if (!wanted.has(key)) wanted.set(key, { name, key, isAlias, field });
  };
  add(name, false, "name");
  for (const alias of aliases) add(alias, true, "aliases");
  return wanted;
}
