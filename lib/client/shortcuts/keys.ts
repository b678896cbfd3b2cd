// What a pressed key stands for, for every shortcut of the program. `key` is what the layout makes of it, `code` the place of
// the key, named for what a US keyboard has there (UI Events KeyboardEvent code Values, W3C).

/** A key with what is held beside it, such as `Mod+Shift+K`: `Mod` is Ctrl, or Cmd on Apple's keyboards. */
export type Chord = string;

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: "AltGraph") => boolean;
};

type Composing = { isComposing?: boolean; keyCode?: number; nativeEvent?: { isComposing?: boolean } };

/**
 * Whether a key belongs to a word that an input method composes (Chinese, Japanese, accents): it must do nothing else.
 * `keyCode` 229 is what Safari sends for the Enter that ends a composition, and others for each of its keys.
 */
export const isComposing = ({ isComposing, keyCode, nativeEvent }: Composing): boolean =>
  Boolean(isComposing || nativeEvent?.isComposing) || keyCode === 229;

/** Whether Cmd is where others have Ctrl. */
export function isAppleKeyboard(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Whether a chord is what was pressed. Everything that is held counts; AltGr is no Ctrl and no Alt, it types a character. */
export function isChord(chord: Chord, pressed: Pressed, isApple = isAppleKeyboard()): boolean {
  const held = chord.split("+");
  const name = held.pop() ?? "";
  const wants = (modifier: string) => held.includes(modifier);
  const { ctrlKey, altKey, metaKey, shiftKey } = pressed;
  const isAltGr = pressed.getModifierState?.("AltGraph") === true && !isApple;
  return (
    (ctrlKey && !isAltGr) === (wants("Ctrl") || (wants("Mod") && !isApple)) &&
    metaKey === (wants("Mod") && isApple) &&
    (altKey && !isAltGr) === wants("Alt") &&
    // Whether a sign stands behind Shift depends on the keyboard.
    (isSign(name) || shiftKey === wants("Shift")) &&
    isKey(name, pressed, isApple)
  );
}

/**
 * Whether a key is the one of this name: a letter, a digit, a sign, or a word of `KeyboardEvent.key`. Where the layout has a
 * Latin letter or a sign on the key, that alone decides, so that shortcuts follow what is printed there. Where it has a
 * letter of another script, the key's place does: the Latin letter is printed there as well.
 */
export function isKey(name: string, pressed: Pressed, isApple = isAppleKeyboard()): boolean {
  const key = narrow(pressed.key);
  if (name.length > 1) return key === name;
  if (key.toUpperCase() === name) return true;
  // Shift makes a sign of a digit; where it makes a digit of something else, that digit was meant.
  if (/\d/.test(name)) return !/^\d$/.test(key) && pressed.code === `Digit${name}`;
  return (isForeign(key) || isChangedByOption(pressed, isApple)) && pressed.code === placeOf(name);
}

const isSign = (name: string) => name.length === 1 && !/[A-Z\d]/.test(name);

const PLACES: Partial<Record<string, string>> = { "/": "Slash", ".": "Period" };
const placeOf = (name: string) => (/[A-Z]/.test(name) ? `Key${name}` : PLACES[name]);

/** A letter, mark or digit of a script that is not Latin. What all scripts share is a sign. */
const isForeign = (key: string) =>
  /^(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited}|\d)[\p{L}\p{M}\p{N}]/u.test(key);

/** Option makes `˚` of K on a Mac, also with Cmd, which types nothing: what is printed on the key is not told any more. */
const isChangedByOption = ({ altKey, metaKey }: Pressed, isApple: boolean) => isApple && altKey && metaKey;

/** Full-width letters and signs, which input methods for Chinese and Japanese type, as the narrow ones. */
const narrow = (key: string) =>
  key.replace(/^[\uff01-\uff5e]$/, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
