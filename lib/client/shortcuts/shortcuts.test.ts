import { expect, test } from "vitest";
import { keyNames } from "./key-names";
import { isShortcut, SHORTCUTS, shortcutOf } from "./shortcuts";

const press = (key: string, more: object = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  target: null,
  ...more,
});

test("a letter is found by what is printed on the key, in every layout", () => {
  const latin = press("k", { code: "KeyK", ctrlKey: true });
  const russian = press("л", { code: "KeyK", ctrlKey: true });
  const dvorak = press("k", { code: "KeyV", ctrlKey: true });
  for (const pressed of [latin, russian, dvorak]) expect(isShortcut("switcher", pressed, false)).toBe(true);
  // On Dvorak, T is at the position of K.
  expect(isShortcut("switcher", press("t", { code: "KeyK", ctrlKey: true }), false)).toBe(false);
});

test("Apple's keyboards have Cmd where others have Ctrl", () => {
  expect(isShortcut("switcher", press("k", { metaKey: true }), true)).toBe(true);
  expect(isShortcut("switcher", press("k", { ctrlKey: true }), true)).toBe(false);
  expect(isShortcut("switcher", press("k", { metaKey: true }), false)).toBe(false);
});

test("modifier keys tell shortcuts apart", () => {
  const ids = ["escape", "readAll", "nextRoom", "nextUnread"] as const;
  expect(shortcutOf(press("Escape"), ids, false)).toBe("escape");
  expect(shortcutOf(press("Escape", { shiftKey: true }), ids, false)).toBe("readAll");
  expect(shortcutOf(press("ArrowDown", { altKey: true }), ids, false)).toBe("nextRoom");
  expect(shortcutOf(press("ArrowDown", { altKey: true, shiftKey: true }), ids, false)).toBe("nextUnread");
  expect(shortcutOf(press("ArrowDown"), ids, false)).toBeUndefined();
});

test("a sign is found wherever the keyboard has it", () => {
  expect(isShortcut("help", press("?", { code: "Digit7", shiftKey: true }), false)).toBe(true);
  expect(isShortcut("help", press("/", { code: "Digit7", ctrlKey: true, shiftKey: true }), false)).toBe(true);
  // A Russian keyboard has the full stop at the position of the slash.
  expect(isShortcut("help", press(".", { code: "Slash", ctrlKey: true }), false)).toBe(false);
  expect(isShortcut("panel", press(".", { code: "Slash", ctrlKey: true }), false)).toBe(true);
  expect(isShortcut("help", press("/"), false)).toBe(false);
});

test("no two shortcuts of the whole page have the same key", () => {
  const chords = Object.values(SHORTCUTS)
    .filter(({ group }) => group !== "writing")
    .flatMap(({ chords }) => chords);
  expect(new Set(chords).size).toBe(chords.length);
});

test("keys are named as they are printed", () => {
  expect(keyNames("Mod+Shift+K", false)).toEqual(["Ctrl", "Shift", "K"]);
  expect(keyNames("Mod+Shift+K", true)).toEqual(["⌘", "⇧", "K"]);
  expect(keyNames("Alt+ArrowUp", false)).toEqual(["Alt", "↑"]);
});
