import { expect, test } from "vitest";
import { firstWords } from "./first-words";

test("a text in one line keeps its words and loses its formatting", () => {
  expect(firstWords("# Plan\n\n- **first** thing\n- `second`")).toBe("Plan first thing second");
  expect(firstWords("> quoted\nsee [the page](https://example.org)")).toBe("quoted see the page");
  expect(firstWords("```sql\nSELECT 1\n```")).toBe("SELECT 1");
  expect(firstWords("snake_case stays readable, 2 * 3 too")).toBe("snake_case stays readable, 2 * 3 too");
});

test("what is hidden stays hidden, and a long text is cut between characters", () => {
  expect(firstWords("it was ||the butler||")).toBe("it was …");
  const cut = firstWords("😀".repeat(200));
  expect(cut.endsWith("…")).toBe(true);
  expect([...cut].every((character) => character === "😀" || character === "…")).toBe(true);
});
