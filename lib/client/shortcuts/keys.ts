// Maps a pressed key to a name, for every shortcut. `key` is the character that the layout produces; `code` is the
// position, named after the US layout (UI Events KeyboardEvent code Values, W3C).

/** A key with its modifiers, such as `Mod+Shift+K`. `Mod` is Ctrl, or Cmd on Apple keyboards. */
export type Chord = string;

export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: "AltGraph") => boolean;
};

type Composing = { isComposing?: boolean; keyCode?: number; nativeEvent?: { isComposing?: boolean } };

/**
 * Returns whether an input method is composing (Chinese, Japanese, accents). Such keys must not do anything else. Safari sends
 * `keyCode` 229 for the Enter that ends a composition; other browsers for each of its keys.
 */
export const isComposing = ({ isComposing, keyCode, nativeEvent }: Composing): boolean =>
  Boolean(isComposing || nativeEvent?.isComposing) || keyCode === 229;

/** Returns whether Cmd takes the place of Ctrl. */
export function isAppleKeyboard(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
}

/**
 * Returns whether a pressed key matches a chord, with exactly its modifiers. AltGr is neither Ctrl nor Alt: it types a
 * character.
 */
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
    // Whether a sign needs Shift depends on the keyboard.
    (isSign(name) || shiftKey === wants("Shift")) &&
    isKey(name, pressed, isApple)
  );
}

/**
 * Returns whether a pressed key has this name: a letter, a digit, a sign, or a value of `KeyboardEvent.key`. If the layout has
 * a Latin letter or a sign on the key, only that decides, so shortcuts follow the printed letter. If it has a letter of
 * another script, the position decides, because the Latin letter is printed there too.
 */
export function isKey(name: string, pressed: Pressed, isApple = isAppleKeyboard()): boolean {
  const key = narrow(pressed.key);
  if (name.length > 1) return key === name;
  if (key.toUpperCase() === name) return true;
  // Shift turns a digit into a sign. If it turns a sign into a digit, that digit was meant.
  if (/\d/.test(name)) return !/^\d$/.test(key) && pressed.code === `Digit${name}`;
  return (isForeign(key) || isChangedByOption(pressed, isApple)) && pressed.code === placeOf(name);
}

const isSign = (name: string) => name.length === 1 && !/[A-Z\d]/.test(name);

const PLACES: Partial<Record<string, string>> = { "/": "Slash", ".": "Period" };
const placeOf = (name: string) => (/[A-Z]/.test(name) ? `Key${name}` : PLACES[name]);

/** A letter, mark or digit of a script other than Latin. Characters that all scripts share are signs. */
const isForeign = (key: string) =>
  /^(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited}|\d)[\p{L}\p{M}\p{N}]/u.test(key);

/** On a Mac, Option turns K into `˚`, also with Cmd, which types nothing: the printed letter is lost. */
const isChangedByOption = ({ altKey, metaKey }: Pressed, isApple: boolean) => isApple && altKey && metaKey;

/** Folds full-width letters and signs, as Chinese and Japanese input methods type them. */
const narrow = (key: string) =>
  key.replace(/^[\uff01-\uff5e]$/, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
