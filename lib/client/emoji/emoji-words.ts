/** Names of the workspace's emoji by `:id:`, once something has drawn one: see `custom-emoji.ts`. */
export const customNames = new Map<string, string>();

/** An emoji in a text that has no images. */
export const wordOf = (emoji: string): string => customNames.get(emoji) ?? emoji;

/** Deleted ones among them, with which nobody can react any more. */
export const goneEmoji = new Set<string>();
