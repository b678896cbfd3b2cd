/**
 * What cannot be seen: white space, controls, what Unicode lets a font leave out (zero-width and filler characters,
 * variation selectors, tags: Default_Ignorable_Code_Point), noncharacters, and the characters that are drawn empty though
 * they are none of these: U+2800 (braille blank), U+16FE4, U+1D159, U+13441, U+13442, U+FFF9 to U+FFFC. Characters that
 * this Unicode version does not know yet count as seen, so that new emoji do.
 */
const INVISIBLE = String.raw`\p{White_Space}\p{Z}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{16FE4}\u{1D159}\u{13441}\u{13442}\uFFF9-\uFFFC`;

const ONE_VISIBLE = new RegExp(`[^${INVISIBLE}]`, "u");
const ONE_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "u");
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "gu");

/** Whether nothing of a text can be seen: it is empty, for the browser and for the server alike. */
export const isBlank = (text: string): boolean => !ONE_VISIBLE.test(text);

/** Whether something in a text cannot be seen. Spaces and the inner parts of an emoji are such characters too. */
export const hasInvisible = (text: string): boolean => ONE_INVISIBLE.test(text);

/** A text without what cannot be seen. */
export const withoutInvisible = (text: string): string => text.replace(ALL_INVISIBLE, "");
