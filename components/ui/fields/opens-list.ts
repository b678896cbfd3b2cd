type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** Returns whether a key opens the list of a select: an arrow, or a letter alone, which is no shortcut of the browser. */
export const opensList = ({ key, ctrlKey, metaKey, altKey }: Key): boolean =>
  key === "ArrowDown" || key === "ArrowUp" || (/^\p{L}$/u.test(key) && !ctrlKey && !metaKey && !altKey);
