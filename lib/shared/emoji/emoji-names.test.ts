import { describe, expect, test } from "vitest";
import { EMOJI_GROUPS } from "./emoji";
import codes from "./emoji-codes.json";
import { emojiNamed, isBuiltInName, suggestEmoji } from "./emoji-names";

describe("a whole name", () => {
  test.each([
    ["tada", "🎉"],
    ["+1", "👍"],
    ["-1", "👎"],
    ["thumbsup", "👍"],
    ["smile", "😄"],
    ["heart", "❤️"],
    ["heart_eyes", "😍"],
    ["white_check_mark", "✅"],
    ["Ёлка", "🌲"],
  ])(":%s: is %s", (name, emoji) => {
    expect(emojiNamed(name)?.emoji).toBe(emoji);
  });

  test.each(["", "nothing_like_it", "_"])(":%s: is none", (name) => {
    expect(emojiNamed(name)).toBeUndefined();
  });

  test("every code leads to an emoji that can be chosen", () => {
    const known = new Set(EMOJI_GROUPS.flatMap(({ emoji }) => emoji).map(({ emoji }) => emoji));
    expect(Object.values(codes).filter((emoji) => !known.has(emoji))).toEqual([]);
  });
});

describe("a name that was begun", () => {
  const found = (query: string, frequent: string[] = []) =>
    suggestEmoji(query, frequent).map(({ emoji }) => emoji);

  test("finds what is used before what is only called so", () => {
    expect(found("he", ["💔"])[0]).toBe("💔");
    expect(found("smil")[0]).toBe("😃");
    expect(found("ro")).toContain("🚀");
    expect(found("rocket")[0]).toBe("🚀");
  });

  test("finds in both languages, and by the codes of other chats", () => {
    expect(found("раке")).toEqual(["🚀"]);
    expect(found("slightly_smiling_f")).toEqual(["🙂"]);
    expect(found("qqq")).toEqual([]);
  });
});

test("names that every object of JavaScript has are no emoji", () => {
  for (const name of ["constructor", "__proto__"]) {
    expect(isBuiltInName(name)).toBe(false);
    expect(emojiNamed(name)).toBeUndefined();
  }
});
