/** A checked or unchecked item, by its place among those of the message, counted from 1. */
export type Check = { item: number; checked: boolean };

/** True if an item is done: as it was last checked, or else as its text says. */
export const isDone = (item: number, isTyped: boolean, checks: readonly Check[]): boolean =>
  checks.find((check) => check.item === item)?.checked ?? isTyped;
