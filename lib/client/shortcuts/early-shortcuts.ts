import type { Chord } from "./keys";

/** The shortcuts of the first screen. The table of all is shortcuts.ts, which loads later. */
export const EARLY_SHORTCUTS = {
  editLast: "ArrowUp",
  replyToLast: "Shift+ArrowUp",
} as const satisfies Record<string, Chord>;
