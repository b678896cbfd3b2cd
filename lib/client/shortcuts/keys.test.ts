import { describe, expect, test } from "vitest";
import {
  type HeldModifiers,
  keysOf,
  LAYOUTS,
  type LayoutName,
  press,
  pressPrinted,
} from "@/tests/support/layouts";
import { ACTION_KEYS, actionOfKey, type MessageAction } from "../actions/available-actions";
import { FORMAT_KEYS, type Format, formatOfKey } from "../writing/format-keys";
import { isChord, isComposing, isKey } from "./keys";
import { SHORTCUTS, type ShortcutId, shortcutOf } from "./shortcuts";

const layouts = Object.keys(LAYOUTS) as LayoutName[];
const shortcutIds = Object.keys(SHORTCUTS) as ShortcutId[];
const formats = Object.keys(FORMAT_KEYS) as Format[];
const acts = Object.keys(ACTION_KEYS) as MessageAction[];
const anyShortcut = (pressed: ReturnType<typeof press>) => shortcutOf(pressed, shortcutIds, false);

/** The key event of a chord as a layout prints it; undefined if the layout has no such key. */
function pressChord(layout: LayoutName, chord: string) {
  const held = chord.split("+");
  const name = held.pop()!;
  const has = (modifier: string) => held.includes(modifier);
  const with_: HeldModifiers = { ctrl: has("Mod") || has("Ctrl"), alt: has("Alt"), shift: has("Shift") };
  return name.length > 1 ? press(name, name, with_) : pressPrinted(layout, name, with_);
}

describe.each(layouts)("C23: on the layout %s", (layout) => {
  test.each(shortcutIds)("the printed keys of %s do that and nothing else", (id) => {
    const [found] = SHORTCUTS[id].chords.flatMap((chord) => pressChord(layout, chord) ?? []);
    expect(found).toBeDefined();
    expect(anyShortcut(found!)).toBe(id);
  });

  test.each(formats)("the printed keys of the format %s give it and nothing else", (format) => {
    const pressed = pressChord(layout, FORMAT_KEYS[format]);
    // Greek, Hebrew and Arabic keyboards print the Latin letters too.
    expect(pressed && formatOfKey(pressed, true, false)).toBe(format);
  });

  test.each(acts)("the printed key of %s acts on a message", (act) => {
    const name = ACTION_KEYS[act]!;
    const pressed = name === "Del" ? press("Delete", "Delete") : pressPrinted(layout, name, {});
    // "+" is on another row of some keyboards, or on the numeric keypad.
    expect(actionOfKey(pressed ?? press("+", "NumpadAdd"), [act])).toBe(act);
    expect(acts.filter((other) => actionOfKey(pressed ?? press("+", "NumpadAdd"), [other]))).toEqual(
      acts.filter((other) => ACTION_KEYS[other] === name),
    );
  });

  test.each([..."-+=0", ..."ACDGHJLNOPQRSTUVWXYZ123456"])(
    "the browser's Ctrl and %s are left to it",
    (printed) => {
      const pressed = pressPrinted(layout, printed, { ctrl: true });
      if (!pressed) return;
      expect(isHelpOnHebrew(layout, pressed) ? undefined : anyShortcut(pressed)).toBeUndefined();
      expect(formatOfKey(pressed, true, false)).toBeNull();
    },
  );

  test("Ctrl and F finds in the room, and formats nothing", () => {
    const pressed = pressPrinted(layout, "F", { ctrl: true })!;
    expect(anyShortcut(pressed)).toBe("findInRoom");
    expect(formatOfKey(pressed, true, false)).toBeNull();
  });

  test.each([..."TNWVZRDJ"])("the browser's Ctrl+Shift and %s are left to it", (printed) => {
    const pressed = pressPrinted(layout, printed, { ctrl: true, shift: true })!;
    expect(anyShortcut(pressed)).toBeUndefined();
    expect(formatOfKey(pressed, true, false)).toBeNull();
  });

  test("a key without Ctrl or Alt is no shortcut but for ?", () => {
    for (const { code, plain, shifted } of keysOf(layout))
      for (const [key, shift] of [
        [plain, false],
        [shifted, true],
      ] as const) {
        expect(anyShortcut(press(key, code, { shift }))).toBe(key === "?" ? "help" : undefined);
        expect(formatOfKey(press(key, code, { shift }), true, false)).toBeNull();
      }
  });
});

/**
 * Hebrew has the slash on Q's key. The typed character decides, and browsers take their own Ctrl+Q before a page gets
 * it.
 */
const isHelpOnHebrew = (layout: LayoutName, { key }: { key: string }) => layout === "hebrew" && key === "/";

describe("AltGr types characters", () => {
  const altGr = (key: string, code: string, shift = false) => ({
    ...press(key, code, { ctrl: true, alt: true, shift }),
    getModifierState: (name: string) => name === "AltGraph",
  });

  test.each([
    ["€", "KeyE", false],
    ["@", "KeyQ", false],
    ["ć", "KeyC", false],
    ["Ć", "KeyC", true],
    ["k", "KeyK", false],
    ["{", "Digit7", false],
    ["[", "Digit8", false],
    ["P", "KeyP", true],
  ] as const)("%s is no shortcut", (key, code, shift) => {
    expect(anyShortcut(altGr(key, code, shift))).toBeUndefined();
    expect(formatOfKey(altGr(key, code, shift), true, false)).toBeNull();
  });

  test.each(["ć", "ł", "€", "ß", "Dead"])(
    "nor is %s where the browser tells of Ctrl and Alt alone",
    (key) => {
      const pressed = press(key, "KeyC", { ctrl: true, alt: true, shift: true });
      expect(formatOfKey(pressed, true, false)).toBeNull();
    },
  );
});

describe("on Apple's keyboards", () => {
  test("Option changes the character, and the key's place decides", () => {
    expect(formatOfKey(press("˚", "KeyK", { meta: true, alt: true }), false, true)).toBe("link");
    expect(formatOfKey(press("Ç", "KeyC", { meta: true, alt: true, shift: true }), false, true)).toBe(
      "codeBlock",
    );
  });

  test("Ctrl is the system's: it moves the caret and deletes", () => {
    for (const [key, code] of [
      ["b", "KeyB"],
      ["k", "KeyK"],
    ] as const)
      expect(formatOfKey(press(key, code, { ctrl: true }), true, true)).toBeNull();
  });
});

test("a full-width letter or sign is the narrow one", () => {
  expect(isChord("Mod+K", press("Ｋ", "KeyK", { ctrl: true }), false)).toBe(true);
  expect(isKey("?", press("？", "Slash", { shift: true }), false)).toBe(true);
});

test("keys of a word that is being composed are nobody's", () => {
  expect(isComposing({ isComposing: true })).toBe(true);
  expect(isComposing({ nativeEvent: { isComposing: true }, keyCode: 13 })).toBe(true);
  expect(isComposing({ nativeEvent: { isComposing: false }, keyCode: 229 })).toBe(true);
  expect(isComposing({ nativeEvent: { isComposing: false }, keyCode: 13 })).toBe(false);
});
