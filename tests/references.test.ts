import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { danglingIn, danglingReferences } from "../scripts/references.mjs";

const known = { rules: new Set(["P1"]), checks: new Set(["R01"]), decisions: new Set([1]) };

test("every rule, check, decision and page that is cited exists", () => {
  expect(danglingReferences()).toEqual([]);
});

test("every decision has a number of its own", () => {
  const numbers = readdirSync("docs/decisions").map((name) => name.slice(0, 3));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});

test.each([
  ["lib/a.ts", "// as P2 says", "P2"],
  ["lib/a.ts", " * proves R77", "R77"],
  ["lib/a.test.ts", 'test("S99: a stranger is refused", () => {', "S99"],
  ["docs/a.md", "see decision 7", "decision 7"],
  ["docs/a.md", "[page](nowhere.md)", "nowhere.md"],
  ["lib/a.ts", "// docs/nowhere.md has it", "docs/nowhere.md"],
  ["lib/a.ts", "// see CONTRACT", "CONTRACT"],
])("in %s `%s` leads nowhere", (file, line, found) => {
  expect(danglingIn(file, line, known)).toEqual([found]);
});

test.each([
  ["lib/a.ts", "// P1, R01 and decision 1"],
  ["lib/a.ts", "const P95 = percentile(95);"],
  ["docs/a.md", "[page](https://example.com/nowhere.md) and [part](#part)"],
])("in %s `%s` is fine", (file, line) => {
  expect(danglingIn(file, line, known)).toEqual([]);
});
