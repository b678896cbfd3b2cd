import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addRecentSearch, forgetSearches, recentSearches } from "./recent-searches";

/** The storage of a browser. */
function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

beforeEach(() => void vi.stubGlobal("localStorage", storage()));
afterEach(() => void vi.unstubAllGlobals());

test("the last ten searches of a person are kept, each once", () => {
  for (let index = 1; index <= 12; index++) addRecentSearch("ada", `tea ${index}`);
  addRecentSearch("ada", " TEA 5 ");
  addRecentSearch("ada", "  ");
  expect(recentSearches("ada")).toHaveLength(10);
  expect(recentSearches("ada").slice(0, 2)).toEqual(["TEA 5", "tea 12"]);
  expect(recentSearches("bob")).toEqual([]);
});

test("they are forgotten one by one and all at once", () => {
  addRecentSearch("ada", "tea");
  addRecentSearch("ada", "milk");
  forgetSearches("ada", "tea");
  expect(recentSearches("ada")).toEqual(["milk"]);
  forgetSearches("ada");
  expect(recentSearches("ada")).toEqual([]);
});

test("a browser that forbids storage or holds nonsense has none", () => {
  localStorage.setItem("parley.searches.ada", "{");
  expect(recentSearches("ada")).toEqual([]);
  vi.stubGlobal("localStorage", undefined);
  addRecentSearch("ada", "tea");
  expect(recentSearches("ada")).toEqual([]);
});
