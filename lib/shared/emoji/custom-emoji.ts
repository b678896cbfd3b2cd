// Emoji of the workspace: a text has `:name:`, a reaction `:id:`, so that no new name changes whose reaction it is.

/** The letters of a name, for a character class. */
const LETTERS = String.raw`\p{L}\p{M}\p{N}_+-`;

/** A name between colons, and not between words; finds all of them in a text. A name has a letter: `12:30:45` has none. */
export const NAMED_EMOJI = new RegExp(
  String.raw`(?<![\p{L}\p{N}]):[\p{N}_+-]*\p{L}[${LETTERS}]*:(?![\p{L}\p{N}])`,
  "gu",
);

const NAME = new RegExp(String.raw`^[\p{N}_+-]*\p{L}[${LETTERS}]*$`, "u");

/** True if a name has a letter, and only letters, digits, underscores, plus signs and hyphens. */
export const isEmojiName = (name: string): boolean => NAME.test(name);

/** True for `:name:` and `:id:`, which stand for emoji of the workspace, if there are such. */
export const isCustomEmoji = (emoji: string): boolean => /^:[^:\s]+:$/u.test(emoji);

/** The text by which reactions refer to an emoji of the workspace. */
export const customEmojiOf = (id: string): string => `:${id}:`;

/** The part of `:name:` or `:id:` between the colons. */
export const withoutColons = (emoji: string): string => emoji.replace(/^:+|:+$/gu, "");
