/**
 * Invisible characters: white space, controls, characters that Unicode lets a font leave out (zero-width and filler
 * characters, variation selectors, tags: Default_Ignorable_Code_Point), noncharacters, and other empty glyphs: U+2800
 * (braille blank), U+16FE4, U+1D159, U+13441, U+13442, U+FFF9 to U+FFFC. Characters unknown to this Unicode version
 * count as visible, so that new emoji do.
 */
const INVISIBLE = String.raw`\p{White_Space}\p{Z}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{16FE4}\u{1D159}\u{13441}\u{13442}\uFFF9-\uFFFC`;

const ONE_VISIBLE = new RegExp(`[^${INVISIBLE}]`, "u");
const ONE_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "u");
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, "gu");

/** True if a text has no visible character. Browser and server agree that it is empty. */
export const isBlank = (text: string): boolean => !ONE_VISIBLE.test(text);

/** True if a text has an invisible character. Spaces and the inner parts of an emoji are invisible too. */
export const hasInvisible = (text: string): boolean => ONE_INVISIBLE.test(text);

/** Removes invisible characters. */
export const withoutInvisible = (text: string): string => text.replace(ALL_INVISIBLE, "");
