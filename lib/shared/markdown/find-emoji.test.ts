import type { Nodes } from "mdast";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "./parse";
import { plainText } from "./plain-text";
import { forEachNode } from "./walk";

function namesIn(text: string): string[] {
  const names: string[] = [];
  forEachNode(parseMarkdown(text), (node: Nodes) => {
    if (node.type === "emoji") names.push(node.value);
  });
  return names;
}

const isLarge = (text: string) => {
  const [only] = parseMarkdown(text).children;
  return only?.type === "paragraph" && only.data?.isLarge === true;
};

describe("names of emoji in a text", () => {
  test.each<[string, string[]]>([
    ["ship it :party_parrot:", [":party_parrot:"]],
    ["**:a1: and** :попугай:", [":a1:", ":попугай:"]],
    [":one::two:", [":one:", ":two:"]],
    ["(:+one:, :x-y:)", [":+one:", ":x-y:"]],
    ["at 12:30:45, or 1:2:3", []],
    ["`:code:` and [a :link:](https://example.com)", []],
    ["std:vector:size and a:b:c", []],
    ["https://example.com/:path:/x", []],
    [": not a name : and :two words:", []],
    [":)", []],
  ])("%j has %j", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  test("are words of a notification as they were typed", () => {
    expect(plainText("**Done** :party_parrot:")).toBe("Done :party_parrot:");
  });

  test("are bounded in one text", () => {
    expect(namesIn(":a: ".repeat(3_000))).toHaveLength(500);
  });

  test("cost time in proportion to the text", () => {
    const began = performance.now();
    for (const text of [
      `:${"a".repeat(19_000)}`,
      ":a".repeat(9_000),
      `:${"1".repeat(19_000)}`,
      "::".repeat(9_000),
    ])
      namesIn(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test.each<[string, boolean]>([
    [":party_parrot:", true],
    [":party_parrot: 🎉", true],
    [":a: :b:\n:c:", true],
    [":party_parrot: yes", false],
    ["> :party_parrot:", false],
    [":a: ".repeat(13).trim(), false],
  ])("alone in %j are large: %s", (text, large) => {
    expect(isLarge(text)).toBe(large);
  });
});
