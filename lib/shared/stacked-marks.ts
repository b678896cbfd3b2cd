/** More marks than that on one letter are no language's, and would be drawn over the neighbours. */
const STACKED = /(\p{M}{6})\p{M}+/gu;

/** A text without the marks that stand on one letter beyond the sixth. */
export const limitStackedMarks = (text: string): string => text.replace(STACKED, "$1");

const TALL = /\p{M}{3}/u;

/** Whether letters of a text bear so many marks that they may reach over the lines next to it. */
export const hasTallMarks = (text: string): boolean => TALL.test(text);
