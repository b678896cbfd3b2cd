import { expect, test } from "vitest";
import { hasFilters, NO_FILTERS, queryOf } from "./file-query";

const ada = { username: "ada", displayName: "Ada" };

test("filters become a query that the REST API and the page's address share", () => {
  expect(queryOf({ type: "image", q: " plan & more ", from: ada })).toBe(
    "type=image&q=plan+%26+more&from=ada",
  );
  expect(queryOf(NO_FILTERS)).toBe("");
});

test("a blank search is no filter", () => {
  expect(hasFilters({ ...NO_FILTERS, q: "  " })).toBe(false);
  expect(queryOf({ ...NO_FILTERS, q: "  " })).toBe("");
  for (const filter of [{ type: "audio" as const }, { q: "plan" }, { from: ada }])
    expect(hasFilters({ ...NO_FILTERS, ...filter })).toBe(true);
});
