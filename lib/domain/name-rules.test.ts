import { expect, test } from "vitest";
import { displayName, messageText, topic, username } from "./fields";
import { lookOf } from "./name-rules";

test.each([
  ..."\uFE0F\u034F\u1160\u115F\u3164\uFFA0\u200B\u200D\u00AD\u2060\u180E\u17B4\u{E0041}\u{E0100}\u{13441}\u{16FE4}",
])("A8: a username with U+%j, which is not seen, is refused", (sign) => {
  for (const name of [`ada${sign}`, `${sign}ada`, `a${sign}da`, sign + sign])
    expect(username.safeParse(name).success).toBe(false);
});

test.each([
  "..",
  ".",
  "-a",
  "_a",
  ".ada",
  "me",
  "ＭＥ",
  "Direct",
  "here",
  "all",
  "ALL",
  "channel",
  "everyone",
  "all.",
  "here-",
  "everyone__",
  "\u0430ll",
  "her\u0435",
  "019f0000-0000-7000-8000-000000000000",
  "deleted-0123456789ab",
  "ada.",
  "ada..",
  "a\u0301\u0302\u0303",
  "ada\u0331\u0332\u0333",
  "\u0301ada",
  "\uFB03".repeat(32),
  "\uFDFA\uFDFA",
  "a b",
  "a/b",
  "a@b",
])("A8: %j is no username", (name) => {
  expect(username.safeParse(name).success).toBe(false);
});

test.each([
  "ada",
  "Ada.L",
  "a-b_c",
  "иван",
  "李明",
  "नहीं",
  "Việt",
  "ệm",
  "مريم",
  "7up",
  "all-hands",
  "heretic",
  "mel",
])("%s may be a username", (name) => {
  expect(username.parse(name)).toBe(name.normalize("NFKC"));
});

test("the length of a username is measured after NFKC", () => {
  expect(username.safeParse("\uFB03".repeat(11)).success).toBe(false);
  expect(username.parse("\uFB03".repeat(10))).toBe("ffi".repeat(10));
});

test.each([
  ["ada", "\u0430d\u0430"],
  ["alice", "aIice"],
  ["bob", "b0b"],
  ["MATT", "\u041c\u0410\u0422\u0422"],
  ["matt", "\u041c\u0410\u0422\u0422"],
  ["ada", "ada\uFE0F"],
  ["modern", "modem"],
])("%s looks like %s", (one, other) => {
  expect(lookOf(other)).toBe(lookOf(one));
});

test.each([
  ["ada", "eda"],
  ["ian", "lan"],
  ["иван", "иван2"],
])("%s does not look like %s", (one, other) => {
  expect(lookOf(other)).not.toBe(lookOf(one));
});

test.each(["\u200B", "\u3164", "\u2800", "\u00AD", "\u{E0041}\u{E007F}", "\uFE0F", "\u2060 \u200D"])(
  "A8: a message, a display name and a topic of %j alone are refused",
  (text) => {
    for (const field of [messageText, displayName, topic]) expect(field.safeParse(text).success).toBe(false);
  },
);

test("a topic of white space is none", () => {
  expect(topic.parse(" \n ")).toBe("");
});
