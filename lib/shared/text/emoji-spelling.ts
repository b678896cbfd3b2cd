/** Variation selectors 15 and 16, which ask for the plain or the coloured form of a sign. */
const SELECTORS = /[\uFE0E\uFE0F]/gu;

/** An emoji with text presentation by default, unless a skin tone follows, which makes it an emoji. */
const TEXT_BY_DEFAULT = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/**
 * Normalises an emoji to Unicode's listed form ("fully-qualified", UTS 51, ED-18): U+FE0F stands after every sign
 * with text presentation, and nowhere else. Keyboards omit it or add too many, so `❤` ZWJ `🔥` and `👍` U+FE0F get the
 * listed spelling. Does not check that the result is an emoji.
 *
 * @param emoji one emoji in any spelling
 * @returns the listed spelling, the same for every spelling of one emoji
 */
export const canonicalEmoji = (emoji: string): string =>
  emoji.replace(SELECTORS, "").replace(TEXT_BY_DEFAULT, "$&\uFE0F");
