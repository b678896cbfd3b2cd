import data from "./emoji.json";

/** An emoji with its names in both languages. `hasTones`: it exists in five skin tones. */
export type Emoji = { emoji: string; names: string; hasTones: boolean };

export type EmojiGroup = { name: keyof typeof data; emoji: Emoji[] };

/** 0 is yellow, 1 the lightest, 5 the darkest. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;
export const TONES: readonly Tone[] = [0, 1, 2, 3, 4, 5];

/** All emoji of the picker, by group. */
export const EMOJI_GROUPS: readonly EmojiGroup[] = Object.entries(data).map(([name, lines]) => ({
  name: name as EmojiGroup["name"],
  emoji: lines.map(toEmoji),
}));

/** Parses a line: the emoji, an asterisk if it has tones, and its names. */
function toEmoji(line: string): Emoji {
  const [, emoji = "", star, names = ""] = /^(\S+?)(\*?) (.+)$/u.exec(line) ?? [];
  return { emoji, names, hasTones: star === "*" };
}

/** The emoji in a skin tone, if it has tones. */
export function inTone({ emoji, hasTones }: Emoji, tone: Tone): string {
  if (!hasTones || tone === 0) return emoji;
  return emoji.replace(/\uFE0F/g, "") + String.fromCodePoint(0x1f3fa + tone);
}

/** The name of an emoji in one language. */
export function nameIn(locale: string, { names }: Emoji): string {
  const [en = "", ru = ""] = names.split("|");
  return locale === "ru" ? ru : en;
}

/** The emoji with names, in either language, that start with every word of `query`. */
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
