import { describe, expect, test } from "vitest";
import { CORPUS, MEMBERS } from "@/tests/support/mention-corpus";
import { LIMITS } from "../limits";
import { candidatesOf, likelyNames, mentionedNames, mentionsEveryone } from "./mentions";
import { parseMentions } from "./parse-mentions";

describe("the mentions of a text", () => {
  test.each(CORPUS)("%j: %j", (text, called, everybody) => {
    const mentions = parseMentions(text);
    expect(mentionedNames(mentions, (key) => MEMBERS.includes(key)).sort()).toEqual(called);
    expect({ here: mentions.here, all: mentions.all }).toEqual({
      here: everybody === "here",
      all: everybody === "all",
    });
    expect(mentionsEveryone(parseMentions(text))).toBe(everybody !== undefined);
  });

  test("S34: of ten thousand names the first hundred count, and a run has as many readings as a name has letters", () => {
    const text = Array.from({ length: 1_400 }, (_, i) => `@p${i}`).join(" ");
    expect(parseMentions(text).runs).toHaveLength(LIMITS.mentions);
    expect(candidatesOf("王".repeat(9_000)).length).toBeLessThanOrEqual(LIMITS.usernameLength.max + 1);
    expect(candidatesOf("a.".repeat(9_000)).length).toBeLessThanOrEqual(LIMITS.usernameLength.max + 1);
    expect(parseMentions("@".repeat(20_000)).runs).toEqual([]);
  });
});

test("@all, @channel, @everyone and @here mention everybody, in any case, even at a sentence's end", () => {
  for (const text of ["@all", "hi @Here!", "see you, @everyone.", "＠channel", "(@all)"]) {
    expect(mentionsEveryone(parseMentions(text)), text).toBe(true);
  }
});

test("code, addresses and longer names do not mention everybody", () => {
  for (const text of ["`@all`", "```\n@here\n```", "me@all.example", "@allan", "@here_now", "all"]) {
    expect(mentionsEveryone(parseMentions(text)), text).toBe(false);
  }
});

test.each([
  ["@ada and ＠bob, @ada.", ["ada", "bob"]],
  ["(@c.d-e!)", ["c.d-e"]],
  ["@all @here @Channel @everyone", []],
  ["ada@example.org `@code`\n```\n@block\n```", []],
  ["@a @b @c @d", ["a", "b", "c"]],
])("the likeliest names in %j are %j", (text, expected) => {
  expect(likelyNames(parseMentions(text), 3)).toEqual(expected);
});
