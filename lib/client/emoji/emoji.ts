import data from "./emoji.json";

/** An emoji with its names in both languages. `hasTones`: it comes in the five tones of skin. */
export type Emoji = { emoji: string; names: string; hasTones: boolean };

export type EmojiGroup = { name: keyof typeof data; emoji: Emoji[] };

/** 0 is the yellow one, 1 the lightest, 5 the darkest. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;
export const TONES: readonly Tone[] = [0, 1, 2, 3, 4, 5];

/** The emoji that people choose from, in groups. */
export const EMOJI_GROUPS: readonly EmojiGroup[] = Object.entries(data).map(([name, lines]) => ({
  name: name as EmojiGroup["name"],
  emoji: lines.map(toEmoji),
}));

/** A line is the emoji, an asterisk where it has tones, and its names. */
function toEmoji(line: string): Emoji {
  const [, emoji = "", star, names = ""] = /^(\S+?)(\*?) (.+)$/u.exec(line) ?? [];
  return { emoji, names, hasTones: star === "*" };
}

/** An emoji in a tone of skin, where it has them. */
export function inTone({ emoji, hasTones }: Emoji, tone: Tone): string {
  if (!hasTones || tone === 0) return emoji;
  return emoji.replace(/\uFE0F/g, "") + String.fromCodePoint(0x1f3fa + tone);
}

/** What is said of an emoji in one language. */
export function nameIn(locale: string, { names }: Emoji): string {
  const [en = "", ru = ""] = names.split("|");
  return locale === "ru" ? ru : en;
}

/** The emoji whose names, in either language, have all words of `query` as the beginning of one of theirs. */
export function findEmoji(query: string): Emoji[] {
  const words = query
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[\s_:]+/u)
    .filter(Boolean);
  const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
  return all.filter(({ names, emoji }) => {
    const own = names
      .toLowerCase()
      .replaceAll("ё", "е")
      .split(/[\s|]+/u);
    return words.every((word) => emoji === word || own.some((name) => name.startsWith(word)));
  });
}
