import { customEmojiOf, withoutColons } from "@/lib/shared/emoji/custom-emoji";
import type { Emoji } from "@/lib/shared/emoji/emoji";
import { fold } from "@/lib/shared/text/fold";
import type { EmojiImageView } from "@/lib/shared/views";
import type { CustomEmoji } from "./custom-emoji";

/** An emoji of the workspace as one of the picker. */
export const asEmoji = ({ id, name }: EmojiImageView): Emoji => ({
  emoji: customEmojiOf(id),
  names: `:${name}:|:${name}:`,
  hasTones: false,
});

/** Ranks a name for what was typed: 0 for its beginning, 1 for the beginning of a word in it, 2 for the inside, else 3. */
function rankOf(name: string, typed: string): number {
  const at = fold(name).indexOf(typed);
  if (at <= 0) return at === 0 ? 0 : 3;
  return /[_+-]/.test(name[at - 1] ?? "") ? 1 : 2;
}

/** The workspace's emoji whose name or alias has what was typed, the best first. */
export function findCustom(custom: CustomEmoji | null, query: string): Emoji[] {
  const typed = fold(withoutColons(query.trim())).replace(/\s+/gu, "_");
  return (custom?.usable() ?? [])
    .map((emoji) => {
      const own = emoji.names.filter(({ until }) => until === null);
      return { emoji, rank: Math.min(...own.map(({ name }) => rankOf(name, typed))) };
    })
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ emoji }) => asEmoji(emoji));
}

/** The most of the workspace's among suggestions: the others have their place. */
const MAX_SUGGESTED = 5;

/** Suggestions for a partly typed name: the frequent ones first. */
export function suggestCustom(
  custom: CustomEmoji | null,
  query: string,
  frequent: readonly string[],
): Emoji[] {
  const place = ({ emoji }: Emoji) => {
    const at = frequent.indexOf(emoji);
    return at < 0 ? frequent.length : at;
  };
  return findCustom(custom, query)
    .sort((a, b) => place(a) - place(b))
    .slice(0, MAX_SUGGESTED);
}
