/** Variation selectors 15 and 16, by which a text asks for the plain or the coloured form of a sign. */
const SELECTORS = /[\uFE0E\uFE0F]/gu;

/** An emoji that is drawn as text by default, unless a tone of skin follows, which makes it an emoji already. */
const TEXT_BY_DEFAULT = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/**
 * Writes an emoji the way Unicode lists it ("fully-qualified", UTS 51, ED-18): U+FE0F stands after every sign that is
 * text by default, and nowhere else. Keyboards leave it out or add it too often, so `❤` ZWJ `🔥` and `👍` U+FE0F get the
 * spelling of the list. Does not check that the result is an emoji.
 *
 * @param emoji one emoji in any spelling
 * @returns the same emoji in the listed spelling; the same for every spelling of one emoji
 */
export const canonicalEmoji = (emoji: string): string =>
  emoji.replace(SELECTORS, "").replace(TEXT_BY_DEFAULT, "$&\uFE0F");
