/** Mentioning more people than this asks for confirmation. */
export const MANY_PEOPLE = 20;
