/**
 * Characters that show nothing and are no part of a word: control characters, direction marks and overrides, soft hyphens,
 * zero-width spaces, word joiners, fillers and annotations. U+200C and U+200D are not among them, because Persian words and
 * emoji need them. To be put into a character class of a regular expression with the flag `u`.
 */
export const UNSEEN = String.raw`\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb`;

const ALL_UNSEEN = new RegExp(`[${UNSEEN}]`, "gu");

/**
 * Removes characters that show nothing: `gpj.exe` must not read `exe.jpg` (CVE-2021-42574), and two names that look the
 * same should be the same.
 */
export const withoutUnseen = (text: string): string => text.replace(ALL_UNSEEN, "");
