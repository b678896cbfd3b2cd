import { describe, expect, test } from "vitest";
import { firstWords, plainText } from "./plain-text";

const HIDDEN = [
  "||secret||",
  "||**secret** `secret`||",
  "**||secret||**",
  "||[secret](https://secret.example)||",
  "||https://secret.example||",
  "||secret\nsecret||",
  "||secret\n\nsecret||",
  "||\n```\nsecret\n```\n||",
  "||- secret\n- secret||",
  "<div>||secret||</div>",
  "a||`secret|secret`||b",
  `||${"secret ".repeat(300)}end||`,
  `||${"secret *".repeat(1_600)}end||`,
  `${"a ".repeat(300)}||${"secret ".repeat(300)}end||`,
  "|||secret|||",
  "||$$secret$$||",
  "||![secret](https://secret.example)||",
];

describe("the plain words of a message", () => {
  test.each(HIDDEN)("reveal nothing of what %j hides", (text) => {
    expect(plainText(text)).not.toContain("secret");
    expect(firstWords(text)).not.toContain("secret");
    expect(plainText(text)).toContain("…");
  });

  test.each([
    ["2\\*3 my\\_var", "2*3 my_var"],
    ["a || b || c", "a || b || c"],
    ["`||code||`", "||code||"],
    ["\\||no||", "||no||"],
    ["if (a||b)", "if (a||b)"],
    ["||||", "||||"],
    ['[note]: later "maybe"', '[note]: later "maybe"'],
    ["2. a\n5. b", "a\nb"],
    ["C:\\_dir\\*.txt \\\\srv\\!share C:\\dir\\", "C:\\_dir\\*.txt \\\\srv\\!share C:\\dir\\"],
    ["$$ a $$ and **b**", "$$ a $$ and b"],
    ["$$x$$ a $$ b", "x a $$ b"],
    ["**「強調」**です ~~「消」~~です", "「強調」です 「消」です"],
    ["<!-- said -->", "<!-- said -->"],
  ])("of %j are %j", (text, words) => {
    expect(plainText(text)).toBe(words);
  });
});

test("a text in one line keeps its words and loses its formatting", () => {
  expect(firstWords("# Plan\n\n- **first** thing\n- `second`")).toBe("Plan first thing second");
  expect(firstWords("> quoted\nsee [the page](https://example.org)")).toBe("quoted see the page");
  expect(firstWords("```sql\nSELECT 1\n```")).toBe("SELECT 1");
  expect(firstWords("snake_case stays readable, 2 * 3 too")).toBe("snake_case stays readable, 2 * 3 too");
});

test("hidden text stays hidden, and a long text is cut between characters", () => {
  expect(firstWords("it was ||the butler||")).toBe("it was …");
  const cut = firstWords("😀".repeat(200));
  expect(cut.endsWith("…")).toBe(true);
  expect([...cut].every((character) => character === "😀" || character === "…")).toBe(true);
});
