import { expect, test } from "vitest";
import { splitName } from "./split-name";

test("the end of a long name stays, with its extension", () => {
  expect(splitName("quarterly-results-2026-final.xlsx")).toEqual({
    head: "quarterly-results-2026-fi",
    tail: "nal.xlsx",
  });
});

test("a short name is whole", () => {
  expect(splitName("report.pdf")).toEqual({ head: "report.pdf", tail: "" });
});

test("a name is never split inside a character", () => {
  const { head, tail } = splitName(`${"a".repeat(20)}👩‍👩‍👧‍👦.png`);
  expect([head, tail]).toEqual(["a".repeat(20), "👩‍👩‍👧‍👦.png"]);
});

test("an endless extension is cut like a name", () => {
  const { tail } = splitName(`a.${"b".repeat(200)}`);
  expect(tail).toHaveLength(8);
});
