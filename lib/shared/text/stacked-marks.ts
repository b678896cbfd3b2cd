/** No language puts more combining marks on one letter, and they would overlap the neighbours. */
const STACKED = /(\p{M}{6})\p{M}+/gu;

/** Removes combining marks beyond the sixth of a letter. */
export const limitStackedMarks = (text: string): string => text.replace(STACKED, "$1");

const TALL = /\p{M}{3}/u;

/** True if a letter has so many combining marks that they may reach into the lines next to it. */
export const hasTallMarks = (text: string): boolean => TALL.test(text);
