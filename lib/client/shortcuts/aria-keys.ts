import { keyWord } from "./key-names";
import { type Chord, isAppleKeyboard } from "./keys";

const NAMES: Partial<Record<string, string>> = { "+": "Plus", Del: "Delete" };
const SIGNS: Partial<Record<string, string>> = { Plus: "+", Delete: "Del" };

/** A chord as `aria-keyshortcuts` has it, for both kinds of keyboards (WAI-ARIA 1.2, 6.6): `Control+K Meta+K`. */
export function ariaKeys(chord: Chord): string {
  if (NAMES[chord]) return NAMES[chord];
  if (!chord.includes("Mod")) return chord.replace("Ctrl", "Control");
  return `${chord.replace("Mod", "Control")} ${chord.replace("Mod", "Meta")}`;
}

/** The label of a value of `aria-keyshortcuts` on this keyboard: `Ctrl+K`, or `⌘K`. */
export function ariaKeyWord(keys: string, isApple = isAppleKeyboard()): string {
  const [first = "", ...others] = keys.split(" ");
  const chord = (isApple && others.find((each) => each.includes("Meta"))) || first;
  return SIGNS[chord] ?? keyWord(chord.replace("Control", "Ctrl").replace("Meta", "Mod"), isApple);
}
