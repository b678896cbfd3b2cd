import { expect, test } from "vitest";
import { ariaKeys, ariaKeyWord } from "./aria-keys";

test.each([
  ["Mod+Shift+K", "Control+Shift+K Meta+Shift+K", "Ctrl+Shift+K", "⌘⇧K"],
  ["Alt+ArrowUp", "Alt+ArrowUp", "Alt+↑", "⌥↑"],
  ["R", "R", "R", "R"],
  ["+", "Plus", "+", "+"],
  ["Del", "Delete", "Del", "Del"],
])("the chord %s is %s for ARIA, and %s or %s for readers", (chord, aria, word, apple) => {
  expect(ariaKeys(chord)).toBe(aria);
  expect([ariaKeyWord(aria, false), ariaKeyWord(aria, true)]).toEqual([word, apple]);
});
