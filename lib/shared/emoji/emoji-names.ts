import { EMOJI_GROUPS, type Emoji, findEmoji } from "./emoji";
// Emoji names of other chats and GitHub that the built-in names do not cover (after gemoji 8.1).
import codes from "./emoji-codes.json";

const CODES: ReadonlyMap<string, string> = new Map(Object.entries(codes));

const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[\s_|]+/u)
    .filter(Boolean);

/** Ranks the match of words with an emoji: 0 for the start of its name, 1 for whole words, else 2. */
function rankOf({ names }: Emoji, words: readonly string[]): number {
  const both = names.split("|").map(wordsIn);
  if (both.some((own) => words.every((word, index) => own[index] === word))) return 0;
  return both.some((own) => words.every((word) => own.includes(word))) ? 1 : 2;
}

const all = () => EMOJI_GROUPS.flatMap(({ emoji }) => emoji);

/** The emoji of a full name such as `tada`, `+1` or `heart_eyes`. */
export function emojiNamed(name: string): Emoji | undefined {
  const code = CODES.get(name.toLowerCase());
  if (code) return all().find(({ emoji }) => emoji === code);
  const words = wordsIn(name);
  const ranked = (rank: number) => all().find((each) => rankOf(each, words) === rank);
  return words.length > 0 ? (ranked(0) ?? ranked(1)) : undefined;
}

/** True if a name leads to a built-in emoji: its code in other chats, or the beginning of its name in either language. */
export function isBuiltInName(name: string): boolean {
  const words = wordsIn(name);
  return CODES.has(name.toLowerCase()) || all().some((each) => rankOf(each, words) === 0);
}

/** Returns whether one of an emoji's names starts with these words. The last word may be incomplete. */
const beginsSo = ({ names }: Emoji, words: readonly string[]) =>
  names.split("|").some((own) => words.every((word, index) => wordsIn(own)[index]?.startsWith(word)));

/** Suggestions for a partly typed name: frequently used emoji first, then by rank. */
export function suggestEmoji(query: string, frequent: readonly string[]): Emoji[] {
  const words = wordsIn(query);
  const place = ({ emoji }: Emoji) => {
    const at = frequent.indexOf(emoji);
    return at < 0 ? frequent.length : at;
  };
  return [...new Set([...findEmoji(query), ...byCode(query.toLowerCase())])]
    .map((emoji) => ({
      emoji,
      place: place(emoji),
      rank: beginsSo(emoji, words) ? 0 : rankOf(emoji, words) + 1,
    }))
    .sort((a, b) => a.place - b.place || a.rank - b.rank)
    .map(({ emoji }) => emoji);
}

function byCode(query: string): Emoji[] {
  const meant = new Set([...CODES].filter(([code]) => code.startsWith(query)).map(([, emoji]) => emoji));
  return all().filter(({ emoji }) => meant.has(emoji));
}
