import { type Chord, isAppleKeyboard } from "./keys";

const WORDS: Partial<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };
const APPLE: Partial<Record<string, string>> = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Ctrl: "⌃" };

/** The labels of a chord's keys, such as `Ctrl` and `K`. */
export function keyNames(chord: Chord, isApple = isAppleKeyboard()): string[] {
  return chord
    .split("+")
    .map((key) => WORDS[key] ?? (isApple ? APPLE[key] : undefined) ?? (key === "Mod" ? "Ctrl" : key));
}

/** A chord as one label, such as `Ctrl+K` or `⌘K`. */
export const keyWord = (chord: Chord, isApple = isAppleKeyboard()): string =>
  keyNames(chord, isApple).join(isApple ? "" : "+");
