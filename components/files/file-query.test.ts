import { expect, test } from "vitest";
import { filesPath, hasFilters, NO_FILTERS, queryOf } from "./file-query";

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

test("the files of a room and those of all my rooms have paths of one form", () => {
  expect(filesPath("den", { limit: 2 })).toBe("/api/v1/rooms/den/files?limit=2");
  expect(filesPath(null, { limit: 2 })).toBe("/api/v1/me/files?limit=2");
});
