import { describe, expect, test } from "vitest";
import { itemsOf, moveChecks } from "./checklist";
import { isDone } from "./is-done";
import { parseMarkdown } from "./parse";

const items = (text: string) => itemsOf(parseMarkdown(text));
const labels = (text: string) => items(text).map(({ label }) => label);

describe("items", () => {
  test("are the lines with a box, in their order, nested or numbered", () => {
    expect(items("Buy:\n- [ ] milk\n  - [x] **oat** milk\n- plain\n1. [X] bread")).toEqual([
      { label: "milk", isTyped: false },
      { label: "oat milk", isTyped: true },
      { label: "bread", isTyped: true },
    ]);
  });

  test.each([
    ["a code block", "```\n- [ ] no\n```"],
    ["indented code", "text\n\n    - [ ] no"],
    ["inline code", "`- [ ] no`"],
    ["a quote", "> - [ ] no"],
    ["a quote in an item", "- item\n  > - [ ] no"],
    ["a line without words", "- [ ] "],
    ["a box without a mark", "[ ] no"],
    ["a box of two signs", "- [xx] no"],
    ["an escaped box", "- \\[ ] no"],
  ])("are not in %s", (_place, text) => {
    expect(items(text)).toEqual([]);
  });

  test("end after two hundred, quickly", () => {
    const list = (length: number) => Array.from({ length }, (_, index) => `- [ ] ${index}`).join("\n");
    const start = performance.now();
    expect(labels(list(250))).toHaveLength(200);
    // A text with so many signs is too complex for the parser, and stays as it was typed.
    expect(labels(list(1_000))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("of a nesting that is too deep are none, and break nothing", () => {
    const text = Array.from({ length: 200 }, (_, index) => `${"  ".repeat(index)}- [ ] x`).join("\n");
    expect(items(text)).toEqual([]);
  });

  test("keep their numbers in the beginning of a text", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `- [ ] item ${index}`);
    expect(labels(lines.join("\n")).slice(0, 9)).toEqual(labels(lines.slice(0, 9).join("\n")));
  });
});

describe("an edit", () => {
  const move = (before: string, after: string, checks: { item: number; checked: boolean }[]) =>
    moveChecks(items(before), items(after), checks);
  const done = (item: number) => ({ item, checked: true });

  test("keeps the checks of items with the same words, wherever they stand", () => {
    expect(move("- [ ] a\n- [ ] b", "- [ ] new\n- [ ] b\n- [ ] a", [done(1), done(2)])).toEqual([
      done(2),
      done(3),
    ]);
  });

  test("drops those of changed, removed and retyped items", () => {
    expect(move("- [ ] a\n- [ ] b\n- [ ] c", "- [ ] A\n- [x] c", [done(1), done(2), done(3)])).toEqual([]);
  });

  test("keeps the order of items with the same words", () => {
    expect(move("- [ ] a\n- [ ] a", "- [ ] a\n- [ ] x\n- [ ] a", [done(2)])).toEqual([done(3)]);
  });
});

test("an item is as it was last checked, or else as it was typed", () => {
  const checks = [{ item: 1, checked: false }];
  expect([isDone(1, true, checks), isDone(2, true, checks), isDone(3, false, checks)]).toEqual([
    false,
    true,
    false,
  ]);
});
