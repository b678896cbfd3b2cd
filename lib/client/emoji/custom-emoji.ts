import { customEmojiOf as keyOf, withoutColons } from "@/lib/shared/emoji/custom-emoji";
import { isId } from "@/lib/shared/is-id";
import { fold } from "@/lib/shared/text/fold";
import type { EmojiImageView } from "@/lib/shared/views";
import { customNames, goneEmoji } from "./emoji-words";

type Owner = { emoji: EmojiImageView; since: string; until: string | null };

/** The workspace's emoji, by id and by the names that they have or had. */
export class CustomEmoji {
  readonly #byId: ReadonlyMap<string, EmojiImageView>;
  /** Owners of each folded name, the earliest first. */
  readonly #owners = new Map<string, Owner[]>();

  constructor(readonly all: readonly EmojiImageView[]) {
    this.#byId = new Map(all.map((emoji) => [emoji.id, emoji]));
    const owners = all.flatMap((emoji) => emoji.names.map((name) => ({ emoji, ...name })));
    for (const owner of owners.sort((a, b) => a.since.localeCompare(b.since))) {
      const key = fold(owner.name);
      this.#owners.set(key, [...(this.#owners.get(key) ?? []), owner]);
    }
    for (const { id, name, isDeleted } of all) {
      customNames.set(keyOf(id), `:${name}:`);
      if (isDeleted) goneEmoji.add(keyOf(id));
    }
  }

  /** The emoji that can be used, by name. */
  readonly usable = () =>
    this.all.filter(({ isDeleted }) => !isDeleted).sort((a, b) => a.name.localeCompare(b.name));

  /**
   * Finds an emoji by `:id:` or `:name:`.
   *
   * @param at when the text was written that has the name; now if it is still being written
   */
  find(emoji: string, at?: string): EmojiImageView | undefined {
    const reference = withoutColons(emoji);
    if (isId(reference)) return this.#byId.get(reference);
    const owners = this.#owners.get(fold(reference)) ?? [];
    if (at === undefined) return owners.find(({ until }) => until === null)?.emoji;
    // Before its first owner a name counts as that one's: the clocks of messages and emoji differ a little.
    const owner = owners.findLast(({ since }) => since <= at) ?? owners[0];
    return owner && (owner.until === null || at <= owner.until) ? owner.emoji : undefined;
  }

  /** The same with an emoji that was added or changed. */
  with(changed: EmojiImageView): CustomEmoji {
    return new CustomEmoji([...this.all.filter(({ id }) => id !== changed.id), changed]);
  }
}
