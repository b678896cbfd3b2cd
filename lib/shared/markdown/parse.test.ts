import type { Nodes } from "mdast";
import { describe, expect, test } from "vitest";
import { LIMITS } from "../limits";
import { readMarkdown } from "./parse";
import { bareAddresses } from "./syntax/bare-addresses";
import { COMPLEXITY_LIMITS, complexityOf, isTooComplex } from "./tangled";
import { forEachNode } from "./walk";

const nodesOf = (text: string, type: Nodes["type"]) => {
  const found: Nodes[] = [];
  forEachNode(readMarkdown(text), (node) => void (node.type === type && found.push(node)));
  return found;
};
const addresses = (text: string) => nodesOf(text, "link").map((node) => "url" in node && node.url);

describe("a bare address", () => {
  test.each([
    ["见https://a.example/b。**然后**", "https://a.example/b"],
    ["https://a.example）", "https://a.example"],
    ["（https://a.example/b，c）", "https://a.example/b"],
    ["https://a.example/b_ c", "https://a.example/b_"],
    ["https://a.example/b** c", "https://a.example/b**"],
    ["**https://a.example/b**", "https://a.example/b"],
    ["_see https://a.example/b_c_", "https://a.example/b_c"],
    ["https://a.example/b.", "https://a.example/b"],
    ["see www.a.example/b.", "http://www.a.example/b"],
    ["me@a.example。", "mailto:me@a.example"],
  ])("in %j is %j", (text, url) => {
    expect(addresses(text)).toEqual([url]);
  });
});

test("items of a list have the numbers that were typed", () => {
  const numbers: unknown[] = [];
  forEachNode(
    readMarkdown("2. a\n5. b\n1. c"),
    (node) => void (node.type === "listItem" && numbers.push(node.data?.number)),
  );
  expect(numbers).toEqual([2, 5, 1]);
});

test("a block of code stays code, however many lines and signs it has", () => {
  const code = "a[i] = *b | `c` && (d < e); // $f #g\n".repeat(400);
  expect(nodesOf(`\`\`\`c\n${code}\`\`\``, "code")).toHaveLength(1);
  expect(nodesOf(`~~~\n${code}`, "code")).toHaveLength(1);
});

describe("S34: a text is parsed only within the limits of its structure", () => {
  test.each([
    ["containers", `${"- ".repeat(11)}a\n`.repeat(800)],
    ["quotes in quotes", `${"> ".repeat(10)}a\n`.repeat(900)],
    ["indented items", `${" ".repeat(20)}- a\n`.repeat(800)],
    ["signs", "*a ".repeat(6_000)],
    ["signs for a short text", "[a](b) ".repeat(170)],
    ["formulas that never end", "$$<a ".repeat(240)],
    ["comments that never end", `${"http://a.b/字a b c <!--".repeat(70)}`],
    ["titles of links that never end", "![[[a]]](a (".repeat(60) + "a ".repeat(9_700)],
    ["titles after a line's end", '[a]( b\n"'.repeat(60) + "a ".repeat(9_700)],
    ["titles after a link in angle brackets", "[a](<b c> 'd ".repeat(60) + "a ".repeat(9_700)],
    ["attributes that never end", '<a b="'.repeat(60) + "a ".repeat(9_700)],
    [
      "backticks of different lengths",
      Array.from({ length: 25 }, (_, i) => "`".repeat(i + 1)).join("a") + "a ".repeat(9_700),
    ],
    ["marks in one paragraph that belong to nothing", "_a* ".repeat(450) + "a ".repeat(9_000)],
    ["such marks in quoted lines", "> _a* _b*\n".repeat(165) + "a ".repeat(9_000)],
    ["such marks in numbered lines that are no list", `a\n${"2. *a_ *b_\n".repeat(180)}`],
    ["addresses", "a@b.c= - - ".repeat(1_800)],
    ["lines", '1>"字\n'.repeat(3_000)],
    ["what looks like code within HTML", `<!--\n\`\`\`\n-->\n${"*a ".repeat(6_000)}`],
    ["what stands behind a block of code", `\`\`\`\na\n\`\`\`\n${"*a ".repeat(6_000)}`],
  ])("too many %s are shown as they were typed", (_, text) => {
    const long = text.slice(0, LIMITS.messageLength);
    expect(isTooComplex(long)).toBe(true);
    expect(readMarkdown(long).children).toHaveLength(1);
  });

  test("a short text has a lower share of the work, because a page shows fifty of them", () => {
    for (const [kind, part] of [
      ["emphasis", "_a* b c d "],
      ["scanned", "a b c d e f $$<a b c "],
      ["addresses", "a@b.example to you "],
      ["cells", "a|b|c|d "],
    ] as const) {
      const short = part.repeat(2_000 / part.length);
      expect(complexityOf(short)[kind]).toBeLessThan(COMPLEXITY_LIMITS[kind]);
      expect(isTooComplex(short)).toBe(true);
    }
  });

  test("a text without an at-sign between letters is not searched for mail at each word", () => {
    expect(Object.keys(bareAddresses("@ada hi @ bob").text ?? {}).length).toBe(4);
    expect(Object.keys(bareAddresses("ada@b.example").text ?? {}).length).toBeGreaterThan(60);
  });

  test("formatted paragraphs, names with underscores and sums are within the bounds", () => {
    const paragraph = "**Bold** and *slanted* words, `code` and snake_case_names, 2 * 3 * 4.";
    expect(
      isTooComplex(
        Array.from({ length: 60 }, () => paragraph)
          .join("\n\n")
          .slice(0, 7_000),
      ),
    ).toBe(false);
    expect(complexityOf("snake_case_name * 2 * ".repeat(100)).emphasis).toBe(0);
  });

  test("realistic texts are within the limits", () => {
    const list = Array.from({ length: 200 }, (_, i) => `${"  ".repeat(i % 4)}- **item** ${i}`).join("\n");
    expect(isTooComplex(list)).toBe(false);
    expect(complexityOf(list).containers).toBeLessThan(COMPLEXITY_LIMITS.containers);
  });
});
