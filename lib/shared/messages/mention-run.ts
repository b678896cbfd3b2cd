// Letters of a mention (docs/mentions.md, rules 2 and 4), for the parser, the suggestions and the reserved names.

/** Members of a character class: scripts that write words without spaces, so that names begin and end within a run. */
const UNSPACED_LETTERS = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ーｰ々〆`;

/** A letter of a script without spaces between words. */
export const UNSPACED = new RegExp(`[${UNSPACED_LETTERS}]`, "u");

const NAME_LETTERS = String.raw`\p{L}\p{M}\p{N}._-`;

/** An at-sign that does not follow a word, as in an address, or another sign of a name or a path. */
const AT_SIGN = String.raw`(?<!(?:(?![${UNSPACED_LETTERS}])[\p{L}\p{M}\p{N}])|[._/@＠-])[@＠]`;

/** An at-sign and the letters after it; finds all of them in a text. */
export const MENTION_RUN = new RegExp(`${AT_SIGN}[${NAME_LETTERS}]+`, "gu");

/** An unfinished mention at the end of a text; `query` is the text after the at-sign, which may be empty. */
export const BEGUN_MENTION = new RegExp(`${AT_SIGN}(?<query>[${NAME_LETTERS}]*)$`, "u");

/** Words that mention everybody in a room, and their meaning. No user can have such a name. */
export const EVERYBODY_WORDS = { here: "here", all: "all", channel: "all", everyone: "all" } as const;
