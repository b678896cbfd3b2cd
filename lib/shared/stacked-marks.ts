/** More marks than that on one letter are no language's, and would be drawn over the neighbours. */
const PILED = /(\p{M}{6})\p{M}+/gu;

/** A text without the marks that stand on one letter beyond the sixth. */
export const withoutPiledMarks = (text: string): string => text.replace(PILED, "$1");

const TALL = /\p{M}{3}/u;

/** Whether letters of a text bear so many marks that they may reach over the lines next to it. */
export const hasPiledMarks = (text: string): boolean => TALL.test(text);
