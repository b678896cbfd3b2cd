import { EMOJI_GROUPS, type Emoji, findEmoji } from "./emoji";
// What other chats and GitHub call an emoji, where its own names here do not lead to it (after gemoji 8.1).
import codes from "./emoji-codes.json";

const CODES: Readonly<Record<string, string>> = codes;

const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[\s_|]+/u)
    .filter(Boolean);

/** How well a name fits an emoji: its first names 0, all words among its names 1, else 2. */
function rankOf({ names }: Emoji, words: readonly string[]): number {
  const both = names.split("|").map(wordsIn);
  if (both.some((own) => words.every((word, index) => own[index] === word))) return 0;
  return both.some((own) => words.every((word) => own.includes(word))) ? 1 : 2;
}

const all = () => EMOJI_GROUPS.flatMap(({ emoji }) => emoji);

/** The emoji that a whole name such as `tada`, `+1` or `heart_eyes` stands for, if one does. */
export function emojiNamed(name: string): Emoji | undefined {
  const code = CODES[name.toLowerCase()];
  if (code) return all().find(({ emoji }) => emoji === code);
  const words = wordsIn(name);
  const ranked = (rank: number) => all().find((each) => rankOf(each, words) === rank);
  return words.length > 0 ? (ranked(0) ?? ranked(1)) : undefined;
}

/** Whether one of an emoji's names begins with these words, the last of which may still be typed. */
const beginsSo = ({ names }: Emoji, words: readonly string[]) =>
  names.split("|").some((own) => words.every((word, index) => wordsIn(own)[index]?.startsWith(word)));

/** The emoji that a name which was begun may stand for: those in use before others, then those called so before all. */
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
  const meant = new Set(
    Object.entries(CODES)
      .filter(([code]) => code.startsWith(query))
      .map(([, emoji]) => emoji),
  );
  return all().filter(({ emoji }) => meant.has(emoji));
}
