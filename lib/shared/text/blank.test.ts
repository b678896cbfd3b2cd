import { expect, test } from "vitest";
import { isBlank } from "./blank";

/** Every character that is commonly passed off as nothing. */
const UNSEEN = [
  ..."\u200B\u3164\u2800\u00AD\u034F\u115F\u1160\uFFA0\u17B4\u180B\u180E\u2060\u2061\u2066\u061C\u200D\uFE0F\uFEFF\u3000\u0085\u2028\uFFFC",
  ..."\u{E0001}\u{E0041}\u{E0100}\u{1D159}\u{1D173}\u{16FE4}\u{1BCA0}\u{13441}\uFFFE",
];

test.each(["", " \t\n", ...UNSEEN, UNSEEN.join(" ")])("%j is blank", (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each([
  "a",
  ".",
  "я",
  "한",
  "ا",
  "ᄀ",
  "👍",
  "🏴\u{E0067}\u{E007F}",
  "1\uFE0F\u20E3",
  "\u0301",
  "\uE000",
  "\u200Bx",
])("%j is not blank", (text) => {
  expect(isBlank(text)).toBe(false);
});
